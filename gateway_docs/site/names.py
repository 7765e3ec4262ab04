"""The names that pages and snippets may use, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from gateway_docs.clients import Client, fingerprint, load_clients
from gateway_docs.clients.stamps import read_stamps
from gateway_docs.facts import Facts, Model, Vendor
from gateway_docs.facts.model import VENDORS
from gateway_docs.site.atlas import Atlas
from gateway_docs.site.cost import worked_example
from gateway_docs.site.enumerations import enumerations
from gateway_docs.site.stamps import stamp
from gateway_docs.site.tables import tables
from gateway_docs.site.template import render


def names(facts: Facts, language: str, page: str = "index.md", gone: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Every fact under its name in gateway.yml, plus what pages derive from facts.

    `openai`, `anthropic`, `gemini` and each of `clients` are None where the gateway does not offer them.
    `page` is the page that uses the names, `gone` are the pages that the site does not have: see enumerations.
    """
    key = id(facts), language, fingerprint()
    if key not in _made:
        _made[key] = facts, _make(facts, language)
    listed = enumerations(language, page, gone)
    return {**_made[key][1], **listed, "vendor_names": listed["all_of"](*(vendor.name for vendor in facts.vendors))}


#: Each page of a build asks for the same names. Facts are frozen, and kept here so that their id stays their own.
_made: dict[Any, tuple[Facts, dict[str, Any]]] = {}


def _make(facts: Facts, language: str) -> dict[str, Any]:
    local = localized(facts, language)
    local.region = local.regions[0]
    for region in local.regions:
        region.host = urlsplit(region.url).hostname
    _set_vendors(facts, local)
    local.several = _several(facts)
    local.limited_groups = [group for vendor in local.vendors for group in vendor.groups if group.clients]
    local.cost = worked_example(facts, language)
    known = load_clients()
    local.clients = {client.id: _client(client, local) for client in known.values()}
    _set_atlas([client for client in known.values() if local.clients[client.id]], local, language)
    local.table = tables(local, language)
    local.list = SimpleNamespace(clients=_client_links(local.clients.values()))
    return vars(local)


def _set_vendors(facts: Facts, local: SimpleNamespace) -> None:
    """`vendor` is the one that pages show which are about none in particular."""
    for vendor_id in VENDORS:
        setattr(local, vendor_id, None)
    for vendor, view in zip(facts.vendors, local.vendors, strict=True):
        _derive(facts, vendor, view)
        setattr(local, vendor.id, view)
    for view in local.vendors:
        view.other = next((other for other in local.vendors if other is not view), None)
    local.vendor = local.openai or local.vendors[0]
    local.placeholders = [f"`{view.key}`" for view in local.vendors]
    google = ["GOOGLE"] if local.gemini else []
    local.key_prefixes = [*(view.id.upper() for view in local.vendors), *google, "GATEWAY"]


def _several(facts: Facts) -> SimpleNamespace:
    """What there is more than one of, so that readers have a choice."""
    groups = [group for vendor in facts.vendors for group in vendor.groups]
    counted = {"vendors": facts.vendors, "regions": facts.regions, "groups": groups, "languages": facts.languages}
    return SimpleNamespace(**{name: len(items) > 1 for name, items in counted.items()})


def _derive(facts: Facts, vendor: Vendor, view: SimpleNamespace) -> None:
    view.base_url = facts.base_url(vendor)
    view.base_urls = {region.id: facts.base_url(vendor, region) for region in facts.regions}
    view.model, view.key = vendor.default_model, vendor.key
    outside = facts.model_outside(vendor).id
    view.model_outside = None if outside == vendor.default_model else outside
    view.key_variable = f"{vendor.id.upper()}_API_KEY"
    view.embedding_model = next((model.id for model in facts.models if _embeds(model, vendor)), None)
    view.group = next(group for group in view.groups if group.id == vendor.default_group)


def _embeds(model: Model, vendor: Vendor) -> bool:
    return model.kind == "embedding" and model.state != "retired" and vendor.default_group in model.groups


def _client(client: Client, local: SimpleNamespace) -> SimpleNamespace | None:
    """`client` with facts in its base URLs; vendors that the gateway does not offer are left out. None: all are."""
    offered = {vendor.id for vendor in local.vendors} & {*client.vendors}
    if not offered:
        return None
    base_urls = {vendor: render(url, vars(local)) for vendor, url in client.base_url.items() if vendor in offered}
    derived = {name: getattr(client, name) for name in ("version", "versions", "endpoints")}
    return SimpleNamespace(**{**dict(client), **derived, "base_url": base_urls})


def _set_atlas(clients: list[Client], local: SimpleNamespace, language: str) -> None:
    """What clients were run with and what they say to faults."""
    atlas, dates = Atlas(clients, local, language), read_stamps()
    local.atlas = atlas.of_entries()
    for client in clients:
        view = local.clients[client.id]
        last = dates.get(client.id)
        view.failures, view.stamp = atlas.of_client(client), stamp(client, last, language)
        view.verified = last.day if last and last.fits(client) else None


def _client_links(clients: Iterable[SimpleNamespace | None]) -> str:
    """A list for the front page, which stands above the guides."""
    return "\n".join(f"- [{client.name}](clients/{client.id}.md)" for client in clients if client)


def localized(value: Any, language: str, fallback: str | None = None) -> Any:
    """`value` with each text in `language`, or in the gateway's first language where that one has none."""
    fallback = fallback or value.languages[0]
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return SimpleNamespace(**{name: localized(getattr(value, name), language, fallback) for name in fields})
    if isinstance(value, list):
        return [localized(item, language, fallback) for item in value]
    if isinstance(value, dict):
        return value.get(language, value[fallback])
    return value
