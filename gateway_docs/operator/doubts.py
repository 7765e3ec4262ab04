"""What may be right in a facts file, but looks wrong. Doubts are warnings; the operator decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from gateway_docs.facts import Facts, Model
from gateway_docs.operator.fetch import Unreachable, fetch, fetch_json
from gateway_docs.operator.lists.catalogue import read_catalogue
from gateway_docs.operator.lists.prices import BadAnswer
from gateway_docs.operator.recognition import recognise

#: Prices per million tokens outside of these are most likely per token, per thousand or in cents.
LEAST_PRICE, MOST_PRICE = Decimal("0.005"), Decimal(1000)
MOST_MULTIPLIER = Decimal(10)
#: Names that are reserved for examples (RFC 2606, RFC 6761): nothing answers there.
RESERVED = (".example", ".test", ".invalid", ".localhost", "example.com", "example.org", "example.net")
SECONDS = 6


def doubts(facts: Facts, today: date) -> Iterator[str]:
    """What looks wrong without asking anybody."""
    yield from _prices(facts)
    yield from _groups(facts)
    yield from _addresses(facts)
    yield from _contacts(facts)
    for promotion in facts.promotions:
        if promotion.ends < today:
            yield f"promotions: {promotion.id} ended on {promotion.ends}; pages still announce it"


def _prices(facts: Facts) -> Iterator[str]:
    for model in facts.models:
        told = [model.price, *model.price.steps] if model.price else []
        for name, price in ((name, getattr(one, name)) for one in told for name in ("input", "output")):
            if price > MOST_PRICE or 0 < price < LEAST_PRICE:
                yield f"models: {model.id}: {name} {price}: prices are per million tokens; is this another unit?"
        yield from _relations(model)


def _relations(model: Model) -> Iterator[str]:
    price = model.price
    if price is None:
        return
    if price.cached_input is not None and price.cached_input > price.input:
        yield f"models: {model.id}: cached input costs more than input"
    if price.cache_write is not None and price.cache_write < price.input:
        yield f"models: {model.id}: writing a cache costs less than input"
    if model.kind == "chat" and price.output < price.input:
        yield f"models: {model.id}: output costs less than input"


def _groups(facts: Facts) -> Iterator[str]:
    for vendor in facts.vendors:
        for group in vendor.groups:
            if not any(group.id in model.groups and model.state != "retired" for model in facts.models):
                yield f"vendors: {vendor.id}: the group {group.id} has no model"
            if group.multiplier > MOST_MULTIPLIER:
                yield f"vendors: {vendor.id}: {group.id}: multiplier {group.multiplier}: 0.9 is 10 % off; a percentage?"
        for model in facts.models:
            if (
                model.served_in(vendor)
                and model.state != "available"
                and model.id in (vendor.default_model, vendor.small_model)
            ):
                yield f"vendors: {vendor.id}: {model.id} is a default, but {model.state}"


def _addresses(facts: Facts) -> Iterator[str]:
    hosts = {urlsplit(region.url).hostname for region in facts.regions}
    for name in ("site_url", "console_url", "status_url"):
        url = getattr(facts, name)
        if url and urlsplit(url).hostname in hosts:
            yield f"{name}: {url} is also the address of an API; readers confuse the two"
    reserved = sorted({host for host in _hosts(facts) if host.endswith(RESERVED)})
    if reserved:
        yield f"these names are reserved for examples: {', '.join(reserved)}"


def _hosts(facts: Facts) -> Iterator[str]:
    urls = [facts.site_url, facts.console_url, facts.status_url, *(region.url for region in facts.regions)]
    yield from (urlsplit(url).hostname or "" for url in urls if url)


def _contacts(facts: Facts) -> Iterator[str]:
    if not any(contact.audience == "everyone" for contact in facts.contacts):
        yield "contacts: none is for everyone; readers of every kind look for one"


def unreachable(facts: Facts) -> Iterator[str]:
    """What looks wrong when the addresses are asked. Reserved names are left out."""
    for region in facts.regions:
        if not is_reserved(region.url):
            yield from _api(region.id, f"{region.url}/v1/models")
            if remark := recognise(region.url).remark(facts.software):
                yield f"regions: {region.id}: {remark}"
    for name in ("site_url", "console_url", "status_url"):
        url = getattr(facts, name)
        if url and not is_reserved(url):
            yield from _page(name, url)


def is_reserved(url: str) -> bool:
    """Whether nothing can answer there, because the name is one for examples."""
    return (urlsplit(url).hostname or "").endswith(RESERVED)


def _api(region: str, url: str) -> Iterator[str]:
    try:
        read_catalogue(fetch_json(url, seconds=SECONDS))
    except Unreachable as problem:
        yield f"regions: {region}: {url} cannot be reached: {problem}"
    except BadAnswer as problem:
        if "status 401" not in str(problem) and "status 403" not in str(problem):
            yield f"regions: {region}: {url}: the answer {problem}"


def _page(name: str, url: str) -> Iterator[str]:
    try:
        fetch(url, seconds=SECONDS)
    except Unreachable as problem:
        yield f"{name}: {url} cannot be reached: {problem}"
    except BadAnswer as problem:
        if "redirect" not in str(problem):
            yield f"{name}: {url}: the answer {problem}"
