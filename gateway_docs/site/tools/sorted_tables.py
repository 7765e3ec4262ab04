"""What the controls of the tables of clients and of models let readers choose."""

from __future__ import annotations

from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.pages.names import names_in


def clients_data(facts: Facts, language: str) -> dict[str, Any]:
    """`choices`: `of` what, in which `column`, of which `options`."""
    return {"choices": [_choice("vendor", 1, [vendor.name for vendor in facts.vendors])]}


def models_data(facts: Facts, language: str) -> dict[str, Any]:
    """The same for models; a choice of one thing is none. `decimals`: cells with numbers are compared as such."""
    local = names_in(facts, language).facts
    formats = [vendor.name for vendor in local.vendors] * local.formats_differ
    choices = [
        _choice("vendor", 1, [maker.name for maker in local.makers]),
        _choice("format", 2, formats),
        _choice("group", -1, [group.id for group in local.groups]),
    ]
    return {"choices": [choice for choice in choices if len(choice["options"]) > 1], "decimals": True}


def _choice(of: str, column: int, options: list[str]) -> dict[str, Any]:
    return {"of": of, "column": column, "options": options}
