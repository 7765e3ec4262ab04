"""Rules that hold between facts. Problems carry their place, so that the loader can name the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from gateway_docs.facts.model import Facts, Model, Vendor

Place = tuple[str | int, ...]
Problem = tuple[Place, object, str]


def consistent(value: Any) -> Facts:
    """The facts in `value`, what the file holds. ValidationError: wrong values, or else every contradiction."""
    facts = Facts.model_validate(value)
    checks = (_duplicates, _languages, _vendors, _models, _enterprise, _promotions)
    problems = [problem for check in checks for problem in check(facts)]
    if problems:
        raise ValidationError.from_exception_data("Facts", [_detail(*problem) for problem in problems])
    return facts


def _detail(place: Place, found: object, message: str) -> InitErrorDetails:
    # Braces would be read as placeholders of the message template.
    return {"type": PydanticCustomError("consistency", "{text}", {"text": message}), "loc": place, "input": found}


def _duplicates(facts: Facts) -> Iterator[Problem]:
    for name in ("regions", "vendors", "contacts", "promotions"):
        yield from _repeated((((name, i, "id"), item.id) for i, item in enumerate(getattr(facts, name))), "id")
    yield from _repeated(
        (
            (("vendors", v, "groups", g, "id"), group.id)
            for v, vendor in enumerate(facts.vendors)
            for g, group in enumerate(vendor.groups)
        ),
        "group id",
    )
    names = [
        (("models", i, name), getattr(model, name))
        for name in ("id", "snapshot")
        for i, model in enumerate(facts.models)
    ]
    yield from _repeated(((place, name) for place, name in names if name), "id or snapshot")
    yield from _repeated((((("regions", i, "url")), region.url) for i, region in enumerate(facts.regions)), "URL")


def _repeated(entries: Iterator[tuple[Place, str]], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, value in entries:
        if value in seen:
            yield place, value, f"is used twice: each {what} must be different"
        seen.add(value)


def _languages(facts: Facts) -> Iterator[Problem]:
    for i, language in enumerate(facts.languages):
        if language in facts.languages[:i]:
            yield ("languages", i), language, "is used twice: each language must be different"
    yield from _untranslated(facts, (), facts.languages[0])


def _untranslated(value: object, place: Place, language: str) -> Iterator[Problem]:
    """Texts per language that have none in the language which every other one falls back to."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _untranslated(getattr(value, name), (*place, name), language)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _untranslated(item, (*place, i), language)
    elif isinstance(value, dict) and language not in value:
        yield place, value, f"needs a text for {language}, which every other language falls back to"


def _enterprise(facts: Facts) -> Iterator[Problem]:
    for c, contact in enumerate(facts.contacts):
        if contact.audience == "enterprise" and not facts.enterprise:
            yield ("contacts", c, "audience"), contact.audience, "must not stand beside enterprise: false"


def _vendors(facts: Facts) -> Iterator[Problem]:
    for v, vendor in enumerate(facts.vendors):
        groups = [group.id for group in vendor.groups]
        if vendor.default_group not in groups:
            yield ("vendors", v, "default_group"), vendor.default_group, _one_of("a group of this vendor", groups)
        for field in ("default_model", "small_model"):
            yield from _offered(facts, vendor, ("vendors", v, field), getattr(vendor, field))


def _offered(facts: Facts, vendor: Vendor, place: Place, model_id: str) -> Iterator[Problem]:
    offered = [
        model.id
        for model in facts.models
        if vendor.default_group in model.groups and model.kind == "chat" and model.state == "available"
    ]
    if model_id not in offered:
        yield place, model_id, _one_of(f"an available chat model of the group {vendor.default_group}", offered)


def _models(facts: Facts) -> Iterator[Problem]:
    vendors = {vendor.id: vendor for vendor in facts.vendors}
    for m, model in enumerate(facts.models):
        if model.vendor not in vendors:
            yield ("models", m, "vendor"), model.vendor, _one_of("a vendor of this file", list(vendors))
        else:
            yield from _groups_of(model, vendors[model.vendor], ("models", m, "groups"))


def _groups_of(model: Model, vendor: Vendor, place: Place) -> Iterator[Problem]:
    allowed = [group.id for group in vendor.groups]
    for g, group in enumerate(model.groups):
        if group not in allowed:
            yield (*place, g), group, _one_of(f"a group of the vendor {vendor.id}", allowed)


def _promotions(facts: Facts) -> Iterator[Problem]:
    for p, promotion in enumerate(facts.promotions):
        if promotion.ends < promotion.starts:
            yield ("promotions", p, "ends"), promotion.ends, f"must not be before it starts ({promotion.starts})"


def _one_of(what: str, allowed: list[str]) -> str:
    return f"must be {what}: {', '.join(allowed) or 'there is none'}"
