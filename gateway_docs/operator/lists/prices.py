"""Prices by tokens, whichever list says them, also in steps by the length of the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

MILLION = Decimal(1_000_000)
#: Parts of a price, as facts name them.
PARTS = ("input", "cached_input", "cache_write", "output")


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


def by_token(told: Mapping[str, Any], names: Mapping[str, str], place: str) -> Price | None:
    """What `told` says in USD per token, its keys by the parts of a price. None: not both input and output."""
    found = {
        part: None if told.get(key) is None else number(told[key], f"{place}.{key}") * MILLION
        for part, key in names.items()
    }
    if found["input"] is None or found["output"] is None:
        return None
    return price_of(found["input"], found["output"], found["cached_input"], found["cache_write"])


def price_of(paid: Decimal, made: Decimal, read: Decimal | None, written: Decimal | None) -> Price:
    """Writing a cache is said only where it costs more than input, as in the facts."""
    return Price(paid, made, read, written if written is not None and written > paid else None)


def stepped(steps: list[tuple[int, Price]]) -> Price:
    """The first price, with those of longer inputs as its steps."""
    (_, base), *longer = steps
    return replace(base, steps=tuple(longer))
