"""What the set-up page knows: clients with their base URL and its reason, vendors, groups and models."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from gateway_docs.clients import Client
from gateway_docs.dialects.base_urls import VERSION
from gateway_docs.dialects.url_rules import endpoint_pattern
from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.pages.names import names
from gateway_docs.pages.offered_clients import endpoints_of


def setup_data(facts: Facts, language: str) -> dict[str, Any]:
    """`clients`, `vendors` and `regions` as the page's script chooses from them; texts are in `language`.

    `by_model`: a format serves models of several vendors, so one chooses the model first, then a group that sells it;
    each of `vendors` then has its models by whom they are made, too.

    `address` is what stands in each base URL for the first region.
    """
    local = names(facts, language)
    kind = "chat" if facts.chat else "embedding"
    usable = [model for model in local["models"] if model.kind == kind and model.state != "retired"]
    vendors = [_vendor(vendor, usable) for vendor in local["vendors"]]
    by_maker = [_makers(vendor, usable, local["makers"]) for vendor in local["vendors"]]
    by_model = any(len(makers) > 1 for makers in by_maker)
    clients = sorted(filter(None, local["clients"].values()), key=lambda client: client.rank)
    return {
        "by_model": by_model,
        "vendors": [one | ({"makers": own} if by_model else {}) for one, own in zip(vendors, by_maker, strict=True)],
        "clients": [_client(facts, client, local, language) for client in clients],
        "regions": [{"id": region.id, "label": region.label} for region in local["regions"]],
        "address": facts.regions[0].address,
    }


def _vendor(vendor: SimpleNamespace, models: list[SimpleNamespace]) -> dict[str, Any]:
    served = [model for model in models if vendor.id in model.protocols]
    groups = [
        {
            "id": group.id,
            "label": group.label,
            "clients": group.clients,
            "models": [_shown(model) for model in served if group.id in model.groups],
        }
        for group in vendor.groups
    ]
    named = {name: getattr(vendor, name) for name in ("id", "name", "key", "default_group", "default_model")}
    return {**named, "small_model": vendor.small_model, "groups": [group for group in groups if group["models"]]}


def _makers(vendor: SimpleNamespace, models: list[SimpleNamespace], makers: list[Any]) -> list[dict[str, Any]]:
    """Who made the models of a format, in the order of the facts, each with those models."""
    served = [model for model in models if vendor.id in model.protocols]
    made = {maker.name: [_shown(model) for model in served if model.vendor == maker.id] for maker in makers}
    return [{"name": name, "models": own} for name, own in made.items() if own]


def _shown(model: SimpleNamespace) -> dict[str, str]:
    return {"id": model.id, "state": model.state}


def _client(facts: Facts, client: Client, local: dict[str, Any], language: str) -> dict[str, Any]:
    words = locale.words(language)["setup"]
    asked = {vendor_id: endpoints for vendor_id, endpoints in endpoints_of(client, facts).items() if endpoints}
    asking = client.model_copy(update={"asks": asked})
    return {
        "id": client.id,
        "name": client.name,
        "config_file": client.config_file,
        "restart": client.restart,
        "vendors": {
            vendor_id: {
                "base_url": client.base_url[vendor_id],
                "why": reason(asking, vendor_id, local["region"].url, words, local["one_of"]),
                "variable": client.key_variable[vendor_id],
            }
            for vendor_id in asked
        },
    }


def reason(client: Client, vendor_id: str, region_url: str, words: dict[str, Any], one_of: Callable[..., str]) -> str:
    """Why the base URL of this client ends as it does; empty where it is not one of the three usual forms."""
    base_url, endpoints = client.base_url[vendor_id], client.endpoints[vendor_id]
    if not base_url.startswith(region_url):
        return ""
    path = base_url.removeprefix(region_url)
    version = "".join(re.findall(f"{VERSION}$", path))
    form = "full" if re.search(f"{endpoint_pattern()}$", path) else "versioned" if version else "bare"
    added = [re.sub(f"^{VERSION}", "", endpoint) if form == "versioned" else endpoint for endpoint in endpoints]
    adds = one_of(*(f"`{endpoint}`" for endpoint in added))
    said: str = words["why"][form]
    return said.format(client=client.name, adds=adds, version=version)
