"""Markdown tables made from the facts, with the headings of each language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from gateway_docs.site import locale
from gateway_docs.site.client_list import CONTROLS, client_rows
from gateway_docs.site.foreign import foreign_rows


def tables(local: SimpleNamespace, language: str) -> SimpleNamespace:
    """Each table as Markdown, made from localized facts."""
    headings, words = (locale.words(language)["tables"][name] for name in ("headings", "words"))
    rows = {
        "regions": _regions(local),
        "base_urls": _base_urls(local),
        "groups": _groups(local, words),
        "models": _models(local, words),
        "contacts": _contacts(local, words),
        "promotions": _promotions(local),
        "limits": [(words[name], f"{value:,}") for name, value in vars(local.limits).items()],
    }
    made = {name: table(headings[name], cells) for name, cells in rows.items()}
    listed = locale.words(language)["clients"]
    made["clients"] = f"{CONTROLS}\n\n{table(listed['heading'], client_rows(local, {**words, **listed}))}"
    foreign = locale.words(language)["foreign"]
    made["foreign"] = table(foreign["heading"], foreign_rows(language, foreign, vars(local)))
    made["promotions"] = made["promotions"] if local.promotions else words["none"]
    return SimpleNamespace(**made)


def table(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    heading = list(heading)
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", r"\|") for cell in line) + " |" for line in lines)


def _regions(local: SimpleNamespace) -> Iterable[tuple[str, ...]]:
    return [(region.label, f"`{region.url}`") for region in local.regions]


def _base_urls(local: SimpleNamespace) -> Iterable[tuple[str, ...]]:
    return [
        (vendor.name, region.label, f"`{region.url}{vendor.path}`")
        for vendor in local.vendors
        for region in local.regions
    ]


def _groups(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    for vendor in local.vendors:
        for group in vendor.groups:
            models = [
                f"`{model.id}`" for model in local.models if group.id in model.groups and model.state != "retired"
            ]
            name = f"{group.label} `{group.id}`"
            if group.clients:
                name = words["only"].format(name, ", ".join(f"`{client}`" for client in group.clients))
            yield vendor.name, name, f"{group.multiplier}x", ", ".join(models)


def _models(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    vendors = {vendor.id: vendor.name for vendor in local.vendors}
    for model in local.models:
        price = model.price
        groups = ", ".join(f"`{group}`" for group in model.groups)
        prices = (_price(price.input), _price(price.cached_input), _price(price.output))
        yield f"`{model.id}`", vendors[model.vendor], *prices, f"{model.context:,}", words[model.state], groups


def _price(price: Decimal | None) -> str:
    return "–" if price is None else f"{price:.2f}" if price == round(price, 2) else f"{price}"


def _contacts(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    for contact in local.contacts:
        address = f"[{contact.value}]({contact.url})" if contact.url else contact.value
        yield words[contact.audience], contact.label, address


def _promotions(local: SimpleNamespace) -> Iterable[tuple[object, ...]]:
    return [(offer.label, offer.description, offer.starts, offer.ends) for offer in local.promotions]
