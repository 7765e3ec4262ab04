"""Walks run side by side; what the mock was asked must be known as the walk's own."""

from __future__ import annotations

import ssl
import sys
from contextlib import ExitStack

import httpx2
import pytest

from gateway_docs.mock.proxy import ForwardProxy


def test_each_proxy_has_an_address_of_its_own(gateway):
    """A port alone does not tell: what one walk has left, the system gives to the next within a second."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has several loopback addresses without configuration")
    trust, before = ssl.create_default_context(cafile=str(gateway.ca_file)), gateway.journal.last
    with ExitStack() as stack:
        proxies = [stack.enter_context(ForwardProxy(gateway.hosts, gateway.port)) for _ in range(3)]
        for proxy in proxies:
            with httpx2.Client(proxy=proxy.url, verify=trust) as client:
                assert client.get("https://api.gateway.example/v1/models").status_code == 401
    asked = [exchange.client for exchange in gateway.journal.since(before)]
    assert asked == [attempt.outgoing for proxy in proxies for attempt in proxy.attempts]
    assert len({address for address, _ in asked}) == len(proxies)
