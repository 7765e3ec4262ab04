"""What the switch in the header offers, in one language."""

from __future__ import annotations

from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.pages.names import names_in


def region_choices(facts: Facts, language: str) -> dict[str, Any]:
    """`regions` with id, label, address and host, and the words of the switch."""
    regions = [
        {"id": region.id, "label": region.label, "address": region.address, "host": region.host}
        for region in names_in(facts, language).facts.regions
    ]
    return {"regions": regions, **locale.words(language)["region"]}
