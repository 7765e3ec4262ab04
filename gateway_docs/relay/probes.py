"""Deliberate mistakes, sent to the mock and to the real gateway, so that their error messages can be compared.

None of them costs a token: each is refused before a model is asked.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from gateway_docs.dialects import dialect
from gateway_docs.facts import Facts, Vendor
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.mock import MockGateway
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.relay.comparison import Difference, compare

WRONG_KEY = "sk-test-not-a-key-of-this-gateway"
WRONG_MODEL = "no-such-model-here"


@dataclass(frozen=True)
class Probe:
    name: str
    url: str
    headers: dict[str, str]
    body: dict[str, Any]


def probes(facts: Facts, vendor: Vendor, key: str) -> Iterator[Probe]:
    """A wrong key, an unknown model and an unknown path, in the format of `vendor`."""
    base, format_ = facts.base_url(vendor), dialect(vendor.id)
    path, body = format_.usual_check(vendor.default_model)
    wrong_path, wrong_body = format_.usual_check(WRONG_MODEL)
    yield Probe("wrong key", base + path, format_.headers_with(WRONG_KEY), body)
    yield Probe("unknown model", base + wrong_path, format_.headers_with(key), wrong_body)
    yield Probe("unknown path", f"{base}/v1/v1{path}", format_.headers_with(key), body)


def compare_errors(facts: Facts, keys: dict[str, str], mock: MockGateway, seconds: float) -> list[Difference]:
    """The differences between the errors of the mock and those of the real gateway, for the vendors with a key."""
    found: list[Difference] = []
    scrub = Scrubber(keys.values())
    with (
        ForwardProxy(mock.hosts, mock.port) as proxy,
        httpx.Client(proxy=proxy.url, verify=_trusting(mock), timeout=seconds) as to_mock,
        httpx.Client(timeout=seconds, follow_redirects=False) as to_gateway,
    ):
        for vendor in (vendor for vendor in facts.vendors if vendor.id in keys):
            pairs = zip(
                probes(facts, vendor, mock.keyring.key(vendor.id)), probes(facts, vendor, keys[vendor.id]), strict=True
            )
            for ours, theirs in pairs:
                found += _compare(f"{vendor.name}, {ours.name}", to_mock, ours, to_gateway, theirs, scrub)
    return sorted(set(found))


def _trusting(mock: MockGateway) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(mock.ca_file))


def _compare(
    name: str, to_mock: httpx.Client, ours: Probe, to_gateway: httpx.Client, theirs: Probe, scrub: Scrubber
) -> Iterator[Difference]:
    expected = to_mock.post(ours.url, headers=ours.headers, json=ours.body)
    try:
        found = to_gateway.post(theirs.url, headers=theirs.headers, json=theirs.body)
    except httpx.HTTPError as error:
        yield Difference(name, f"the gateway does not answer: {type(error).__name__}", True)
        return
    answered = found.status_code, scrub.data(found.content)
    yield from compare(name, (expected.status_code, expected.content), answered)
