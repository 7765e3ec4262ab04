"""What the cost calculator knows: models, groups, prices and multipliers as exact decimal texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.pages.cost_example import CACHED_TOKENS, OUTPUT_TOKENS, UNCACHED_TOKENS
from gateway_docs.pages.names import names_in


def cost_data(facts: Facts, language: str) -> dict[str, Any]:
    """`vendors` with their groups and the models on sale; `start` is the request of the worked example."""
    local = names_in(facts, language)
    return {
        "currency": facts.currency,
        "vendors": [
            {
                "name": vendor.name,
                "groups": [
                    {"id": group.id, "label": group.label, "multiplier": _text(group.multiplier)}
                    for group in vendor.groups
                ],
                "models": [
                    {
                        "id": model.id,
                        "groups": model.groups,
                        "embedding": model.kind == "embedding",
                        **{name: _text(price) for name, price in model.price},
                    }
                    for model in local.facts.models
                    if model.vendor == vendor.id and model.state != "retired"
                ],
            }
            for vendor in local.vendors
        ],
        "start": {
            "model": facts.vendors[0].default_model,
            "group": facts.vendors[0].default_group,
            "input": UNCACHED_TOKENS,
            "cached_input": CACHED_TOKENS,
            "output": OUTPUT_TOKENS,
            "requests": 100,
        },
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
