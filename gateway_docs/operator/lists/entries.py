"""What the entries of all lists have in common."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gateway_docs.operator.lists.prices import BadAnswer, Price, number
from gateway_docs.operator.makers import by_model, name_of


def entries_of(answer: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects under `key`. BadAnswer: there is no list of such."""
    entries = answer[key]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadAnswer(f"holds no list of objects under {key!r}")
    return entries


def has(answer: dict[str, Any], key: str, name: str) -> bool:
    """Whether an entry of the list under `key` has `name`; single entries may lack what the others have."""
    entries = answer.get(key)
    return isinstance(entries, list) and any(isinstance(entry, dict) and name in entry for entry in entries)


def maker_of(model: str, told: object) -> str | None:
    """Whose a model is in the list's own words; where it has none, by the model's name, which may name an owner."""
    known = by_model(model)
    return str(told) if told else name_of(known) if known else model.rpartition("/")[0].rpartition("/")[2] or None


def priced_by(told: Mapping[str, object], place: str) -> dict[str, Decimal]:
    """Prices that are not by tokens; nothing and zero are none."""
    found = {unit: number(value, place) for unit, value in told.items() if value is not None}
    return {unit: price for unit, price in found.items() if price}


def by_tokens(price: Price | None, kind: str) -> Price | None:
    """What is sold otherwise stands in lists with zeros for its tokens."""
    return None if price and kind != "chat" and not (price.input or price.output) else price


def count(value: object) -> int | None:
    """A number of tokens; None for anything that is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
