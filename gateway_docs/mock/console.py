"""The mock for an author at a terminal: how to reach it, its keys, and every request as it comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from gateway_docs.facts import Facts
from gateway_docs.mock.journal import Exchange
from gateway_docs.mock.keys import STATES
from gateway_docs.mock.proxy import Attempt, ForwardProxy
from gateway_docs.mock.server import MockGateway, serve
from gateway_docs.mock.site_files import SiteFiles

say = partial(print, flush=True)


def run(facts: Facts, port: int, stop: threading.Event, files: SiteFiles) -> None:
    """Print what an author needs, then one line per request until `stop` is set. `files` are the site's downloads."""
    with (
        serve(facts, port, lambda exchange: say(line(exchange)), files=files) as gateway,
        ForwardProxy(gateway.hosts, gateway.port, lambda attempt: say(refused_line(attempt))) as proxy,
    ):
        say("\n".join(_welcome(facts, gateway, proxy.url)))
        stop.wait()
    exchanges = gateway.journal.exchanges
    refused = sum(exchange.refusal is not None for exchange in exchanges)
    say(f"\n{len(exchanges)} requests, {refused} refused, {_refused_hosts(proxy)} attempts at other hosts.")


def line(exchange: Exchange) -> str:
    """Time, method, address, key state, model, status, and why it was refused. Without the query: it may hold a key."""
    address = exchange.host + exchange.path.partition("?")[0]
    words = [_now(), exchange.method, address, exchange.key_state or "no-key", exchange.model or "-"]
    return _printable("  ".join([*words, str(exchange.status), exchange.refusal or ""]).rstrip())


def refused_line(attempt: Attempt) -> str:
    """A host that is not the gateway's, or a request without TLS."""
    address = f"{attempt.host}:{attempt.port}"
    method = attempt.line.partition(" ")[0]
    return _printable(f"{_now()}  {method}  {address}  refused by the proxy: not a documented https host")


def _welcome(facts: Facts, gateway: MockGateway, proxy_url: str) -> Iterator[str]:
    yield f"{facts.name}, mocked on 127.0.0.1:{gateway.port}. It plays:"
    yield from (f"  {region.url}" for region in facts.regions)
    yield "\nPaste this into the terminal of your client:\n"
    yield from (f"export {name}={value}" for name, value in environment(gateway, proxy_url).items())
    yield from _keys(facts, gateway)
    yield "\nRequests (Ctrl-C ends):\n"


def _keys(facts: Facts, gateway: MockGateway) -> Iterator[str]:
    """One good key of each group, and every state for each vendor's default group."""
    yield "\nGood keys:\n"
    good = [key for key in gateway.keyring if key.state == "good"]
    yield from (f"  {key.group_id:<24}  {key.text}" for key in good)
    for vendor in facts.vendors:
        yield f"\nKeys of {vendor.default_group} that show what can go wrong:\n"
        yield from (f"  {state:<24}  {gateway.keyring.key(vendor.id, state=state)}" for state in STATES[1:])


def environment(gateway: MockGateway, proxy_url: str) -> dict[str, str]:
    """The variables that send a client to the mock and let it trust the certificate."""
    proxies = {
        name: proxy_url for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
    }
    certificates = {"SSL_CERT_FILE": str(gateway.ca_file), "NODE_EXTRA_CA_CERTS": str(gateway.ca_file)}
    return {**proxies, **certificates, "NODE_USE_ENV_PROXY": "1", "NO_PROXY": "", "no_proxy": ""}


def _now() -> str:
    return datetime.now().strftime("%H:%M:%S")


def _printable(text: str) -> str:
    """A request must not be able to move the author's cursor."""
    return "".join(character if character.isprintable() else "?" for character in text)


def _refused_hosts(proxy: ForwardProxy) -> int:
    return sum(not attempt.allowed for attempt in proxy.attempts)
