"""Markdown tables made from the facts, with the headings of each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gateway_docs.facts import Facts, Model
from gateway_docs.facts.model import TokenPrice
from gateway_docs.pages import locale
from gateway_docs.pages.client_list import CONTROLS, client_rows
from gateway_docs.pages.foreign import foreign_rows
from gateway_docs.pages.named import ClientNames, Tables

#: A list with more models than this can be filtered and sorted.
MANY_MODELS = 20


def tables(facts: Facts, clients: Iterable[ClientNames], known: Mapping[str, Any], language: str) -> Tables:
    """`facts` are in the `language`, `known` is what the conditions of rows may name."""
    said = locale.words(language)
    headings, words, foreign = said["tables"]["headings"], said["tables"]["words"], said["foreign"]
    of_clients = {**said["clients"], **(said["formats"]["clients"] if facts.formats_differ else {})}

    def made(name: str, rows: Iterable[Iterable[object]]) -> str:
        return table(headings[name], rows)

    places = ((vendor, region) for vendor in facts.vendors for region in facts.regions)
    offers = ((offer.label, offer.description, offer.starts, offer.ends) for offer in facts.promotions)
    listed = client_rows(facts.vendors, clients, {**words, **of_clients})
    return Tables(
        regions=made("regions", ((region.label, f"`{region.url}`") for region in facts.regions)),
        base_urls=made("base_urls", ((v.name, r.label, f"`{facts.base_url(v, r)}`") for v, r in places)),
        groups=made("groups", _groups(facts, words)),
        models=_controls(facts) + made(f"models{'_in_formats' * facts.formats_differ}", _models(facts, words)),
        contacts=made("contacts", _contacts(facts, words)),
        promotions=made("promotions", offers) if facts.promotions else words["none"],
        limits=made("limits", ((words[name], f"{value:,}") for name, value in facts.limits)),
        clients=f"{CONTROLS}\n\n{table(of_clients['heading'], listed)}",
        foreign=table(foreign["heading"], foreign_rows(language, foreign, known)),
    )


def _controls(facts: Facts) -> str:
    """Where the page puts the controls that sort and filter a long list of models."""
    return '<div data-gateway-tool="models"></div>\n\n' if len(facts.models) > MANY_MODELS else ""


def table(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    heading = list(heading)
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", r"\|") for cell in line) + " |" for line in lines)


def _groups(facts: Facts, words: dict[Any, str]) -> Iterable[tuple[object, ...]]:
    for group in facts.groups:
        usable = [one for one in facts.models if group.id in one.groups and one.state != "retired"]
        makers = dict.fromkeys([facts.maker(one).name for one in usable] or [facts.maker_of(group.id).name])
        name = f"{group.label} `{group.id}`"
        if group.clients:
            name = words["only"].format(name, ", ".join(f"`{client}`" for client in group.clients))
        if closed := facts.closed_to(group.id):
            name = words["closed"].format(name, ", ".join(vendor.name for vendor in closed))
        yield ", ".join(makers), name, f"{group.multiplier}x", ", ".join(f"`{model.id}`" for model in usable)


def _models(facts: Facts, words: dict[Any, str]) -> Iterable[tuple[object, ...]]:
    names = {vendor.id: vendor.name for vendor in facts.vendors}
    for model in facts.models:
        made = (f"`{model.id}`", facts.maker(model).name)
        formats = [", ".join(names[protocol] for protocol in model.protocols)] * facts.formats_differ
        context = f"{model.context:,}" if model.context else "–"
        groups = ", ".join(f"`{group}`" for group in model.groups)
        yield *made, *formats, *_prices(model, words), context, words[model.state], groups


def _prices(model: Model, words: dict[Any, str]) -> tuple[str, str, str]:
    """Input, cached input and output; what is not sold by tokens alone stands under output, in words."""
    price, other = model.price, model.price_by
    by = [(words[f"per_{unit}"], getattr(other, unit, None)) for unit in ("request", "image", "second")]
    parts = [word.format(_price(cost)) for word, cost in by if cost is not None]
    said = "; ".join([*parts, *([str(other.words)] if other and other.words else [])])
    if price is None:
        return "–", "–", said
    longer = [(_parts(step, words), f"{step.above:,}") for step in price.steps]
    shown = [
        _lines(part, [words["above"].format(parts[i], above) for parts, above in longer if {part, parts[i]} != {"–"}])
        for i, part in enumerate(_parts(price, words))
    ]
    return shown[0], shown[1], f"{shown[2]}; {said}" if said else shown[2]


def _lines(first: str, more: list[str]) -> str:
    return "<br>".join([first, *more])


def _parts(price: TokenPrice, words: dict[Any, str]) -> tuple[str, str, str]:
    cached = _price(price.cached_input)
    if price.cache_write is not None:
        cached = words["cache_write"].format(cached, _price(price.cache_write))
    return _price(price.input), cached, _price(price.output)


def _price(price: Decimal | None) -> str:
    return "–" if price is None else f"{price:.2f}" if price == round(price, 2) else f"{price}"


def _contacts(facts: Facts, words: dict[Any, str]) -> Iterable[tuple[object, ...]]:
    for contact in facts.contacts:
        address = f"[{contact.value}]({contact.url})" if contact.url else contact.value
        yield words[contact.audience], contact.label, address
