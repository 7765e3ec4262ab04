"""The names that pages and snippets may use, in one language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from gateway_docs.clients import Client, fingerprint, load_clients
from gateway_docs.facts import Facts, Vendor
from gateway_docs.site.cost import worked_example
from gateway_docs.site.locale import FALLBACK_LANGUAGE
from gateway_docs.site.tables import tables
from gateway_docs.site.template import render


def names(facts: Facts, language: str) -> dict[str, Any]:
    """Every fact under its name in gateway.yml, plus what pages derive from facts.

    `region` is the region that pages show; `openai`, `anthropic` and `gemini` exist where the gateway offers them.
    """
    key = facts.model_dump_json(), language, fingerprint()
    if key not in _made:
        _made[key] = _make(facts, language)
    return dict(_made[key])


#: Each page of a build asks for the same names.
_made: dict[Any, dict[str, Any]] = {}


def _make(facts: Facts, language: str) -> dict[str, Any]:
    local = localized(facts, language)
    local.region = local.regions[0]
    for region in local.regions:
        region.host = urlsplit(region.url).hostname
    for vendor, view in zip(facts.vendors, local.vendors, strict=True):
        _derive(facts, vendor, view)
        setattr(local, vendor.id, view)
    local.cost = worked_example(facts, language)
    local.clients = {client.id: _client(client, local) for client in load_clients().values()}
    local.table = tables(local, language)
    return vars(local)


def _derive(facts: Facts, vendor: Vendor, view: SimpleNamespace) -> None:
    view.base_url = facts.base_url(vendor)
    view.base_urls = {region.id: facts.base_url(vendor, region) for region in facts.regions}
    view.model, view.key = vendor.default_model, vendor.key
    view.model_outside = facts.model_outside(vendor).id
    view.group = next(group for group in view.groups if group.id == vendor.default_group)


def _client(client: Client, local: SimpleNamespace) -> SimpleNamespace:
    """`client` with facts in its base URLs; vendors that the gateway does not offer are left out."""
    offered = {vendor.id for vendor in local.vendors}
    base_urls = {vendor: render(url, vars(local)) for vendor, url in client.base_url.items() if vendor in offered}
    return SimpleNamespace(**{**dict(client), "base_url": base_urls, "version": client.version})


def localized(value: Any, language: str) -> Any:
    """`value` with each text in `language`, or in English where that language has none."""
    if isinstance(value, BaseModel):
        return SimpleNamespace(**{name: localized(getattr(value, name), language) for name in type(value).model_fields})
    if isinstance(value, list):
        return [localized(item, language) for item in value]
    if isinstance(value, dict):
        return value.get(language, value[FALLBACK_LANGUAGE])
    return value
