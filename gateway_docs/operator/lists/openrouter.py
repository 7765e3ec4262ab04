"""OpenRouter's list, in USD per token, with `overrides` from `min_prompt_tokens` on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway_docs.operator.lists.entries import by_tokens, count, entries_of, maker_of, priced_by
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.lists.prices import BadAnswer, Price, by_token, number, stepped
from gateway_docs.operator.makers import vendor_of

#: What a model gives, that which tells most first -> its kind.
KINDS = {
    **{"text": "chat", "image": "image", "video": "video", "audio": "audio"},
    **{"embeddings": "embedding", "rerank": "rerank"},
}
PARTS = {
    "input": "prompt",
    "output": "completion",
    "cached_input": "input_cache_read",
    "cache_write": "input_cache_write",
}


def read(shape: str, answer: dict[str, Any]) -> Catalogue:
    """What the list says; KeyError, TypeError, AttributeError: not in every entry."""
    return Catalogue(shape, [_model(entry) for entry in entries_of(answer, "data")], currency="USD")


def _model(entry: dict[str, Any]) -> Offered:
    """Prices are texts, in USD per token; -1 stands for one that varies."""
    name, told = str(entry["id"]), entry.get("pricing") or {}
    maker = maker_of(name, name.partition("/")[0] if "/" in name else None)
    vendor = vendor_of(name, maker)
    shared: dict[str, Any] = {"maker": maker, "formats": ["openai"], "context": count(entry.get("context_length"))}
    if any(str(told.get(part)).startswith("-") for part in ("prompt", "completion")):
        return Offered(name, vendor, note="its price varies", **shared)
    modes = (entry.get("architecture") or {}).get("output_modalities") or ["text"]
    kind = next((kind for mode, kind in KINDS.items() if mode in modes), "other")
    by = priced_by({"request": told.get("request")}, f"{name}.pricing.request")
    price = by_tokens(_price(told, name), kind)
    note = "" if price else "this list does not say its price by tokens"
    return Offered(name, vendor, kind, price=price, note=note, by=by, **shared)


def _price(told: Mapping[str, Any], name: str) -> Price | None:
    """`told` is `pricing` of an entry. None: it does not say the price by tokens."""
    base = by_token(told, PARTS, name)
    if not base:
        return None
    longer = [(over, price) for over, price in (_override(told, one, name) for one in told.get("overrides") or [])]
    return stepped([(0, base), *sorted(longer, key=lambda step: step[0])])


def _override(told: Mapping[str, Any], one: Mapping[str, Any], name: str) -> tuple[int, Price]:
    least = number(one.get("min_prompt_tokens"), f"{name}.pricing.overrides.min_prompt_tokens")
    price = by_token({**told, **one}, PARTS, name)
    if least < 1 or price is None:
        raise BadAnswer(f"has a step without a length at {name}.pricing.overrides: {dict(one)!r}")
    return int(least) - 1, price
