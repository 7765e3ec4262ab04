"""new-api's price list, `/api/pricing`: a model ratio of 1 is 2 USD per million input tokens, or an expression.

An expression gives steps by the length of the input, in USD per million tokens: `len <= 200000 ? tier("short", p * 3 +
c * 15) : tier("long", …)`; `p` is input, `c` output, `cr` read from a cache, `cc` written to one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gateway_docs.operator.lists.entries import entries_of, maker_of, priced_by
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.lists.prices import Price, number, price_of, stepped
from gateway_docs.operator.makers import vendor_of

#: Endpoint type -> the format that it belongs to, and the kind of model that it shows.
ENDPOINT_FORMATS = {
    **dict.fromkeys(("openai", "openai-response", "openai-response-compact", "embeddings"), "openai"),
    **dict.fromkeys(("image-generation", "openai-video"), "openai"),
    "anthropic": "anthropic",
    "gemini": "gemini",
}
ENDPOINT_KINDS = {"embeddings": "embedding", "image-generation": "image", "openai-video": "video"}
UNIT = Decimal(2)
#: Variable of new-api's expression -> part of the price; None: what is kept for an hour, which has no price here.
VARIABLES = {"p": "input", "c": "output", "cr": "cached_input", "cc": "cache_write", "cc1h": None}
_TIER = re.compile(r'tier\("[^"]*", ?(?P<sum>[^()]+)\)')
_SHORTER = re.compile(r"len ?(?P<than><=?) ?(?P<tokens>\d+) ?\? ?")
_TERM = re.compile(r"(?P<name>[a-z0-9]+) ?\* ?(?P<price>\d+(?:\.\d+)?)")


def read(shape: str, answer: dict[str, Any]) -> Catalogue:
    """What the list says; KeyError, TypeError, AttributeError: not in every entry."""
    vendors = {entry.get("id"): entry.get("name") for entry in answer.get("vendors") or [] if isinstance(entry, dict)}
    models = [_model(entry, vendors) for entry in entries_of(answer, "data")]
    ratios = answer.get("group_ratio")
    multipliers = {str(name): number(ratio, f"group_ratio.{name}") for name, ratio in (ratios or {}).items()}
    labels = {str(name): str(text) for name, text in (answer.get("usable_group") or {}).items() if name and text}
    return Catalogue(shape, models, multipliers, labels=labels, currency="USD")


def _model(entry: dict[str, Any], vendors: dict[Any, Any]) -> Offered:
    name, maker = str(entry["model_name"]), vendors.get(entry.get("vendor_id")) or entry.get("owner_by")
    types = [str(type_) for type_ in entry.get("supported_endpoint_types") or []]
    said: dict[str, Any] = {
        "vendor": vendor_of(name, maker),
        "groups": [str(group) for group in entry.get("enable_groups") or []],
        "maker": maker_of(name, maker),
        "formats": list(dict.fromkeys(ENDPOINT_FORMATS.get(type_, type_) for type_ in types)) or ["openai"],
        "kind": next((ENDPOINT_KINDS[type_] for type_ in types if type_ in ENDPOINT_KINDS), None),
        "assumed": "" if types else "served in openai, for which this software needs no channel of another type",
    }
    if entry.get("billing_mode") == "tiered_expr":
        steps = _by_expression(entry.get("billing_expr"))
        note = "" if steps else "its price is an expression that goes by more than the length of the input"
        return Offered(name, price=steps, note=note, **said)
    if entry.get("quota_type") == 1:
        by = priced_by({"request": entry.get("model_price")}, f"{name}.model_price")
        return Offered(name, note="is not sold by tokens at one price", by=by, **said)
    price = None if entry.get("model_ratio") is None else _by_ratios(entry, name)
    return Offered(name, price=price, **said)


def _by_ratios(entry: Mapping[str, Any], name: str) -> Price:
    """A model ratio of 1 is 2 USD per million input tokens, the other ratios multiply that."""
    unit = number(entry.get("model_ratio"), f"{name}.model_ratio") * UNIT
    output = unit * number(entry.get("completion_ratio", 1), f"{name}.completion_ratio")
    read, written = (
        None if entry.get(ratio) is None else unit * number(entry[ratio], f"{name}.{ratio}")
        for ratio in ("cache_ratio", "create_cache_ratio")
    )
    return price_of(unit, output, read, written)


def _by_expression(text: object) -> Price | None:
    """What the expression says, if that goes by the length of the input alone."""
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
    return stepped([*steps, (over, price)]) if price and rising else None


def _sum(text: str) -> Price | None:
    terms = [_TERM.fullmatch(part.strip()) for part in text.split("+")]
    told = {VARIABLES.get(term["name"], term["name"]): Decimal(term["price"]) for term in terms if term}
    if len(told) < len(terms) or not {"input", "output"} <= told.keys() <= {*VARIABLES.values()}:
        return None
    return price_of(told["input"], told["output"], told.get("cached_input"), told.get("cache_write"))
