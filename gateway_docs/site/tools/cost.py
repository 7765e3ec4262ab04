"""What the cost calculator knows: models, groups, prices and multipliers as exact decimal texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gateway_docs.facts import Facts, Group, Model
from gateway_docs.facts.model import TokenPrice
from gateway_docs.pages.cost_example import CACHED_TOKENS, OUTPUT_TOKENS, UNCACHED_TOKENS
from gateway_docs.pages.names import names_in

#: Prices of a model, in the order of the calculator's fields.
PRICES = ("input", "cached_input", "cache_write", "output")


def cost_data(facts: Facts, language: str) -> dict[str, Any]:
    """`vendors` with groups and the models that are sold by tokens; `start` is the request of the worked example.

    `parts` are the fields: writing a cache has one if a model has a price for it.
    """
    local = names_in(facts, language).facts
    sold = [model.by_tokens() for model in _sold_by_tokens(local)]
    written = any(one.cache_write is not None for price in sold for one in (price, *price.steps))
    return {
        "parts": [name for name in PRICES if written or name != "cache_write"],
        "currency": facts.currency,
        "vendors": [
            {
                "name": maker.name,
                "groups": [
                    {"id": group.id, "label": group.label, "multiplier": _text(group.multiplier)}
                    for group in _groups(local, models)
                ],
                "models": [_model(model) for model in models],
            }
            for maker in local.makers
            if (models := [model for model in _sold_by_tokens(local) if model.vendor == maker.id])
        ],
        "start": {
            "model": facts.vendors[0].default_model,
            "group": facts.vendors[0].default_group,
            "input": UNCACHED_TOKENS,
            "cached_input": CACHED_TOKENS * facts.chat,
            "cache_write": 0,
            "output": OUTPUT_TOKENS * facts.chat,
            "requests": 100,
        },
    }


def _sold_by_tokens(facts: Facts) -> list[Model]:
    return [model for model in facts.models if model.price and model.state != "retired"]


def _groups(facts: Facts, models: list[Model]) -> list[Group]:
    """The groups of every format that serves one of `models`."""
    vendors = [vendor for vendor in facts.vendors if any(model.served_in(vendor) for model in models)]
    return list({group.id: group for vendor in vendors for group in vendor.groups}.values())


def _model(model: Model) -> dict[str, Any]:
    price = model.by_tokens()
    steps = [{"above": step.above, **_prices(step)} for step in price.steps]
    told = {"id": model.id, "groups": model.groups, "embedding": model.kind == "embedding", **_prices(price)}
    return told | ({"steps": steps} if steps else {})


def _prices(price: TokenPrice) -> dict[str, str | None]:
    return {name: _text(getattr(price, name)) for name in PRICES}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
