"""Times answers of the mock, one after the other on one connection: median and 95th percentile by endpoint."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from typing import Any

import httpx2

from gateway_docs.dialects import dialect
from gateway_docs.facts import load_facts
from gateway_docs.mock.server import MockGateway, serve
from gateway_docs.project import ROOT

WARM_UP = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="answers by endpoint")
    rounds = parser.parse_args().rounds
    print("| endpoint | median | 95 % below |\n|---|---|---|")
    with serve(load_facts(ROOT / "gateway.yml")) as gateway, _client(gateway) as client:
        for path, headers, body in _requests(gateway):
            times = sorted([_seconds(client, path, headers, body) for _ in range(WARM_UP + rounds)][WARM_UP:])
            shown = path + " (stream)" * bool(body.get("stream"))
            print(f"| {shown} | {_ms(statistics.median(times))} | {_ms(times[len(times) * 95 // 100])} |", flush=True)


def _client(gateway: MockGateway) -> httpx2.Client:
    return httpx2.Client(base_url=f"https://127.0.0.1:{gateway.port}", verify=False, timeout=60)


def _requests(gateway: MockGateway) -> Iterator[tuple[str, dict[str, str], dict[str, Any]]]:
    """The usual check of each vendor, whole and as a stream."""
    host = {"host": gateway.facts.regions[0].host}
    for vendor in gateway.facts.vendors:
        spoken = dialect(vendor.id)
        headers = host | spoken.headers_with(gateway.keyring.key(vendor.id))
        path, body = spoken.usual_check(vendor.default_model)
        yield vendor.path + path, headers, body
        if spoken.check.stream_body:
            yield vendor.path + path, headers, body | spoken.check.stream_body


def _seconds(client: httpx2.Client, path: str, headers: dict[str, str], body: dict[str, Any]) -> float:
    start = time.perf_counter()
    client.post(path, headers=headers, json=body).raise_for_status()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
