"""What a live run is going to do, said before its first request: walked against the mock alone, nothing is spent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway_docs.facts import Facts
from gateway_docs.keys.rules import checked_key
from gateway_docs.mock.journal import Exchange


def key_variable(vendor_id: str) -> str:
    """The environment variable that holds the real key of a vendor."""
    return f"LIVE_{vendor_id.upper()}_KEY"


def keys_in(variables: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Vendor id -> real key, for the vendors whose key is set. BadKey: one of them cannot be sent."""
    names = {vendor.id: key_variable(vendor.id) for vendor in facts.vendors}
    return {id: checked_key(name, variables[name]) for id, name in names.items() if variables.get(name)}


#: Walks that are told by name before a run.
MOST_NAMED = 12


@dataclass(frozen=True)
class Plan:
    """`requests` and `tokens` are upper bounds of each walk; `left_out` says why another has no key."""

    requests: dict[str, int]
    tokens: dict[str, int]
    left_out: dict[str, str]

    def lines(self, limit: int) -> list[str]:
        """What it takes, the dearest walks by name."""
        dear = sorted(self.tokens.items(), key=lambda walk: -walk[1])[:MOST_NAMED]
        told = [
            f"live: at most {sum(self.requests.values())} requests and {sum(self.tokens.values()):,} tokens, "
            f"most likely a tenth of it; the limit is {limit:,} tokens"
        ]
        told += [f"live: {name}: at most {tokens:,} tokens" for name, tokens in dear if tokens]
        return told + [f"live: left out {name}: {reason}" for name, reason in self.left_out.items()]


def plan(walks: Mapping[str, Iterable[Exchange]], keys: Mapping[str, str]) -> Plan:
    """`walks`: name -> what the mock was asked on it."""
    requests, tokens, left_out = dict[str, int](), dict[str, int](), {}
    for name, exchanges in walks.items():
        exchanges = list(exchanges)
        missing = sorted({exchange.vendor for exchange in exchanges if exchange.vendor and exchange.vendor not in keys})
        if missing:
            left_out[name] = f"{' and '.join(map(key_variable, missing))} not set"
        else:
            requests[name] = len(exchanges)
            tokens[name] = sum(exchange.most_tokens for exchange in exchanges)
    return Plan(requests, tokens, left_out)
