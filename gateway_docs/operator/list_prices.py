"""Prices by tokens as lists of gateways say them, also in steps by the length of the input.

Shapes: new-api's ratios and its billing expression (`len <= 200000 ? tier("short", p * 3 + c * 15) : tier("long", …)`,
in USD per million tokens: `p` input, `c` output, `cr` read from a cache, `cc` written to one); OpenRouter's `overrides`
from `min_prompt_tokens` on; LiteLLM's `…_above_200k_tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

MILLION = Decimal(1_000_000)
NEW_API_UNIT = Decimal(2)
#: Parts of a price, as facts name them.
PARTS = ("input", "cached_input", "cache_write", "output")
#: Variable of new-api's expression -> part of the price; None: what is kept for an hour, which has no price here.
VARIABLES = {"p": "input", "c": "output", "cr": "cached_input", "cc": "cache_write", "cc1h": None}
OPENROUTER = {
    "input": "prompt",
    "output": "completion",
    "cached_input": "input_cache_read",
    "cache_write": "input_cache_write",
}
LITELLM = {
    "input": "input_cost_per_token",
    "output": "output_cost_per_token",
    "cached_input": "cache_read_input_token_cost",
    "cache_write": "cache_creation_input_token_cost",
}
_TIER = re.compile(r'tier\("[^"]*", ?(?P<sum>[^()]+)\)')
_SHORTER = re.compile(r"len ?(?P<than><=?) ?(?P<tokens>\d+) ?\? ?")
_TERM = re.compile(r"(?P<name>[a-z0-9]+) ?\* ?(?P<price>\d+(?:\.\d+)?)")
_ABOVE = re.compile(r"input_cost_per_token_above_(\d+)k_tokens")


class BadAnswer(Exception):
    """The answer is not a list of models. The text says what it is."""


@dataclass(frozen=True)
class Price:
    """Vendor list price per million tokens; None where the answer does not say.

    `steps`: (tokens, price) of a request whose input is longer than that, in the order of length.
    """

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    cache_write: Decimal | None = None
    steps: tuple[tuple[int, Price], ...] = ()


def number(value: object, place: str) -> Decimal:
    """`value` as an exact number. JSON floats become what they print as: 1.5e-07 is 0.00000015. BadAnswer: none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise BadAnswer(f"has no number at {place}; found {value!r}")
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise BadAnswer(f"has no number at {place}; found {value!r}") from None
    if not found.is_finite() or found < 0:
        raise BadAnswer(f"has an impossible number at {place}: {value}")
    return found


def by_ratios(entry: Mapping[str, Any], name: str) -> Price:
    """Of new-api: a model ratio of 1 is 2 USD per million input tokens, the other ratios multiply that."""
    unit = number(entry.get("model_ratio"), f"{name}.model_ratio") * NEW_API_UNIT
    output = unit * number(entry.get("completion_ratio", 1), f"{name}.completion_ratio")
    read, written = (
        None if entry.get(ratio) is None else unit * number(entry[ratio], f"{name}.{ratio}")
        for ratio in ("cache_ratio", "create_cache_ratio")
    )
    return _price(unit, output, read, written)


def by_expression(text: object) -> Price | None:
    """Of new-api: what its expression says, if that goes by the length of the input alone."""
    rest, steps, over = str(text).strip(), list[tuple[int, Price]](), 0
    while shorter := _SHORTER.match(rest):
        tier = _TIER.match(rest, shorter.end())
        price = tier and _sum(tier["sum"])
        more = tier and re.match(r" ?: ?", rest[tier.end() :])
        if not (tier and price and more):
            return None
        steps.append((over, price))
        over = int(shorter["tokens"]) - (shorter["than"] == "<")
        rest = rest[tier.end() + more.end() :]
    last = _TIER.fullmatch(rest)
    price = last and _sum(last["sum"])
    lengths = [above for above, _ in steps] + [over]
    rising = all(above > before for before, above in pairwise(lengths))
    return _stepped([*steps, (over, price)]) if price and rising else None


def _sum(text: str) -> Price | None:
    terms = [_TERM.fullmatch(part.strip()) for part in text.split("+")]
    told = {VARIABLES.get(term["name"], term["name"]): Decimal(term["price"]) for term in terms if term}
    if len(told) < len(terms) or not {"input", "output"} <= told.keys() <= {*VARIABLES.values()}:
        return None
    return _price(told["input"], told["output"], told.get("cached_input"), told.get("cache_write"))


def of_openrouter(told: Mapping[str, Any], name: str) -> Price | None:
    """`told` is `pricing` of an entry. None: it does not say the price by tokens."""
    base = _by_token(told, OPENROUTER, name)
    if not base:
        return None
    longer = [(over, price) for over, price in (_override(told, one, name) for one in told.get("overrides") or [])]
    return _stepped([(0, base), *sorted(longer, key=lambda step: step[0])])


def _override(told: Mapping[str, Any], one: Mapping[str, Any], name: str) -> tuple[int, Price]:
    least = number(one.get("min_prompt_tokens"), f"{name}.pricing.overrides.min_prompt_tokens")
    price = _by_token({**told, **one}, OPENROUTER, name)
    if least < 1 or price is None:
        raise BadAnswer(f"has a step without a length at {name}.pricing.overrides: {dict(one)!r}")
    return int(least) - 1, price


def of_litellm(told: Mapping[str, Any], name: str, embeds: bool) -> Price | None:
    """`told` is `model_info` of an entry. None: it does not say the price by tokens."""
    told = {**told, **({LITELLM["output"]: told.get(LITELLM["output"]) or 0} if embeds else {})}
    base = _by_token(told, LITELLM, name)
    if not base:
        return None
    steps = []
    lengths = [int(found[1]) for key in told if told[key] is not None and (found := _ABOVE.fullmatch(key))]
    for thousands in sorted(lengths):
        above = {part: f"{key}_above_{thousands}k_tokens" for part, key in LITELLM.items()}
        own = {LITELLM[part]: told[key] for part, key in above.items() if told.get(key) is not None}
        price = _by_token({**told, **own}, LITELLM, name)
        steps += [(thousands * 1000, price)] if price else []
    return _stepped([(0, base), *steps])


def _by_token(told: Mapping[str, Any], names: Mapping[str, str], place: str) -> Price | None:
    found = {
        part: None if told.get(key) is None else number(told[key], f"{place}.{key}") * MILLION
        for part, key in names.items()
    }
    if found["input"] is None or found["output"] is None:
        return None
    return _price(found["input"], found["output"], found["cached_input"], found["cache_write"])


def _price(paid: Decimal, made: Decimal, read: Decimal | None, written: Decimal | None) -> Price:
    """Writing a cache is said only where it costs more than input, as in the facts."""
    return Price(paid, made, read, written if written is not None and written > paid else None)


def _stepped(steps: list[tuple[int, Price]]) -> Price:
    (_, base), *longer = steps
    return replace(base, steps=tuple(longer))
