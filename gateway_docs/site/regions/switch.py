"""What the switch in the header offers, in one language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from gateway_docs.facts import Facts
from gateway_docs.facts.model import Region
from gateway_docs.site import locale
from gateway_docs.site.names import names


def address_of(region: Region) -> str:
    """The region's URL without its scheme, as it stands in every base URL: `api.example.com`."""
    return region.url.partition("://")[2]


def host_of(region: Region) -> str:
    """The host alone, as error messages name it."""
    return urlsplit(region.url).hostname or ""


def region_choices(facts: Facts, language: str) -> dict[str, Any]:
    """`regions` with id, label, address and host, and the words of the switch."""
    labels = [region.label for region in names(facts, language)["regions"]]
    regions = [
        {"id": region.id, "label": label, "address": address_of(region), "host": host_of(region)}
        for region, label in zip(facts.regions, labels, strict=True)
    ]
    return {"regions": regions, **locale.words(language)["region"]}
