"""The names that pages and snippets may use, in one language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from gateway_docs.clients import Client, fingerprint, load_clients
from gateway_docs.clients.stamps import Stamp, read_stamps
from gateway_docs.dialects import dialect, dialect_ids
from gateway_docs.facts import Facts, Vendor
from gateway_docs.pages.client_list import clients_by_use
from gateway_docs.pages.cost_example import worked_example
from gateway_docs.pages.enumerations import enumerations, of_vendors
from gateway_docs.pages.exceptions import exception_names
from gateway_docs.pages.failures import Atlas
from gateway_docs.pages.gateway_words import Says
from gateway_docs.pages.import_links import import_links
from gateway_docs.pages.named import ClientNames, Lists, Names, Offer, Several, VendorNames
from gateway_docs.pages.offered_clients import offered_clients
from gateway_docs.pages.own_words import own_words
from gateway_docs.pages.refused import (
    counts,
    hides_refusals,
    one_key,
    refused_names,
    tells_when_to_retry,
)
from gateway_docs.pages.served import (
    always_tells_id,
    lists_gemini_models,
    names_address,
    serves_besides,
    serves_gemini_v1,
    serves_responses,
    shows_console,
    without_version,
)
from gateway_docs.pages.tables import tables
from gateway_docs.pages.template import render
from gateway_docs.pages.verified import speaks, stamp

Shown = TypeVar("Shown", bound=BaseModel)


def names(facts: Facts, language: str, page: str = "index.md", gone: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What `page` may name: `names_in` and the enumerations. `gone` are the pages that the site does not have."""
    listed = enumerations(language, page, gone)
    of_makers = of_vendors([maker.name for maker in facts.makers], language)
    of_formats = listed["all_of"](*(vendor.name for vendor in facts.vendors))
    return {**names_in(facts, language).by_name(), **listed, "vendor_names": of_makers, "format_names": of_formats}


def names_in(facts: Facts, language: str) -> Names:
    """What every page of a language may name; texts are in it, or in the gateway's first language without any."""
    return _names(facts, language, fingerprint())


@lru_cache(maxsize=16)
def _names(facts: Facts, language: str, said_of_clients: object) -> Names:
    offer, every = _offer(facts, language), load_clients()
    known, offered = offer.by_name(), offered_clients(facts)
    atlas, stamps = Atlas(offered, known, language), read_stamps()
    listed = [_client(client, atlas, stamps.get(client.id), offer, language) for client in offered]
    clients = dict.fromkeys(every) | {client.id: client for client in listed}
    return Names(
        **vars(offer),
        clients=clients,
        atlas=atlas.of_entries(),
        recorded=atlas.recorded(),
        table=tables(offer.facts, listed, known | {"clients": clients}, language),
        list=Lists(clients_by_use(listed, language)),
    )


def _offer(facts: Facts, language: str) -> Offer:
    local = _localized(facts, language, facts.languages[0])
    vendors = [_vendor(local, vendor, language) for vendor in local.vendors]
    by_id = dict.fromkeys(dialect_ids()) | {vendor.id: vendor for vendor in vendors}
    return Offer(
        facts=local,
        vendors=vendors,
        by_dialect=by_id,
        vendor=by_id["openai"] or vendors[0],
        region=local.regions[0],
        several=Several(
            vendors=len(local.makers) > 1,
            formats=len(vendors) > 1,
            regions=len(local.regions) > 1,
            groups=len(local.groups) > 1,
            steps=any(model.price and model.price.steps for model in local.models),
            languages=len(local.languages) > 1,
        ),
        limited_groups=[group for group in local.groups if group.clients],
        placeholders=[f"`{vendor.key}`" for vendor in vendors],
        key_prefixes=[*(vendor.id.upper() for vendor in vendors), *["GOOGLE"] * bool(by_id["gemini"]), "GATEWAY"],
        cost=worked_example(facts, language),
        refused=refused_names(facts, language),
        request_id_header=facts.request_id_header,
        one_key=one_key(facts),
        chat=facts.chat,
        key_per_vendor=any(facts.other(vendor) for vendor in facts.vendors),
        exceptions=exception_names(facts, language),
        says=Says(facts),
        console_page=shows_console(facts),
        lost_version=without_version(facts),
        names_address=names_address(facts),
        always_tells_id=always_tells_id(facts),
        serves_responses=serves_responses(facts),
        serves_billing=serves_besides(facts, "/dashboard/billing/subscription"),
        gemini_v1=serves_gemini_v1(facts),
        gemini_list=lists_gemini_models(facts),
        retry_after=tells_when_to_retry(facts),
        hides_refusals=hides_refusals(facts),
        counts_minute=counts(facts, "minute"),
        counts_parallel=counts(facts, "parallel"),
        own_words=own_words(facts, language),
    )


def _vendor(facts: Facts, vendor: Vendor, language: str) -> VendorNames:
    outside = facts.model_outside(vendor).id
    embedding = (model for model in facts.models_in(vendor) if model.kind == "embedding")
    chatting = {model.vendor for model in facts.models_in(vendor) if model.kind == "chat"}
    return VendorNames(
        **dict(vendor),
        base_url=facts.base_url(vendor),
        base_urls={region.id: facts.base_url(vendor, region) for region in facts.regions},
        model=vendor.default_model,
        context=_context(facts, vendor.default_model),
        small_context=_context(facts, vendor.small_model),
        by_short_name={short: _model_called(short, facts, vendor) for short in dialect(vendor.id).short_names},
        model_outside=None if outside == vendor.default_model else outside,
        embedding_model=next((model.id for model in embedding if vendor.default_group in model.groups), None),
        other_makers=of_vendors([maker.name for maker in facts.makers if maker.id in chatting - {vendor.id}], language),
        key_variable=f"{vendor.id.upper()}_API_KEY",
        other=facts.other(vendor),
    )


def _context(facts: Facts, model_id: str) -> int:
    """The context of a chat model, which the facts must say."""
    return facts.model(model_id).context or 0


def _model_called(short: str, facts: Facts, vendor: Vendor) -> str:
    """A model of the default group that has `short` in its name, the first of the file, or else the default model."""
    own = [model for model in facts.models_in(vendor) if vendor.default_group in model.groups]
    called = [model.id for model in own if (model.kind, model.state) == ("chat", "available") and short in model.id]
    return vendor.default_model if vendor.default_model in called else next(iter(called), vendor.default_model)


def _client(client: Client, atlas: Atlas, last: Stamp | None, offer: Offer, language: str) -> ClientNames:
    known = offer.by_name()
    base_url = {vendor: render(url, known) for vendor, url in client.base_url.items() if known[vendor]}
    return ClientNames.model_construct(
        **{**dict(client), "base_url": base_url},
        import_links=import_links(client, offer.facts, known),
        failures=atlas.of_client(client),
        stamp=f"{speaks(client, known, language)}{stamp(client, last, language)}",
        verified=last.day if last and last.fits(client) else None,
    )


def _localized(value: Shown, language: str, fallback: str) -> Shown:
    """`value` with each text in `language`, or in `fallback` where that one has none."""
    return value.model_copy(update={name: _text(item, language, fallback) for name, item in value})


def _text(value: Any, language: str, fallback: str) -> Any:
    if isinstance(value, BaseModel):
        return _localized(value, language, fallback)
    if isinstance(value, list):
        return [_text(item, language, fallback) for item in value]
    return value.get(language, value[fallback]) if isinstance(value, dict) else value
