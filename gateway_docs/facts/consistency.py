"""Rules that hold between facts. Problems carry their place, so that the loader can name the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from gateway_docs.dialects import dialect
from gateway_docs.facts.common import Common
from gateway_docs.facts.forms import FreeForm, OwnForm, Protocol, form_of
from gateway_docs.facts.free_rules import free_rules
from gateway_docs.facts.model import Facts, Vendor
from gateway_docs.facts.own_rules import own_rules
from gateway_docs.facts.problems import Place, Problem, of_models, repeated
from gateway_docs.software import software


def consistent(value: Any) -> Facts:
    """The facts in `value`, what the file holds. ValidationError: wrong values, or else every contradiction."""
    form = form_of(value).model_validate(value)
    checks = (_duplicates, _languages, _rules, _served, _enterprise, _dates)
    problems = [problem for check in checks for problem in check(form)]
    if problems:
        raise ValidationError.from_exception_data("Facts", [_detail(*problem) for problem in problems])
    return form.understood()


def _detail(place: Place, found: object, message: str) -> InitErrorDetails:
    # Braces would be read as placeholders of the message template.
    return {"type": PydanticCustomError("consistency", "{text}", {"text": message}), "loc": place, "input": found}


def _rules(form: OwnForm | FreeForm) -> Iterator[Problem]:
    if isinstance(form, FreeForm):
        named = {name for one in form.protocols for name in (one.default_model, one.small_model) if name}
        yield from of_models(form.models, named)
        yield from free_rules(form)
    else:
        yield from of_models(form.models)
        yield from own_rules(form)


def _served(form: OwnForm | FreeForm) -> Iterator[Problem]:
    """Formats that the gateway's software does not serve, at a base URL that leads to no other service."""
    own = software(form.software) if form.software else None
    name = "protocols" if isinstance(form, FreeForm) else "vendors"
    offered: Sequence[Protocol | Vendor] = form.protocols if isinstance(form, FreeForm) else form.vendors
    for i, one in enumerate(offered):
        if own and one.id not in own.protocols and one.path in ("", *dialect(one.id).versions):
            told = f"leads to {own.name}, which does not serve {one.id} (it serves {', '.join(own.protocols)}): leave "
            told += f"{one.id} out, or name the path of another service behind the same address"
            yield (name, i, "path"), one.path, told


def _duplicates(form: OwnForm | FreeForm) -> Iterator[Problem]:
    for name in ("regions", "vendors", "contacts", "promotions"):
        yield from repeated((((name, i, "id"), item.id) for i, item in enumerate(getattr(form, name))), "id")
    yield from repeated((((("regions", i, "url")), region.url) for i, region in enumerate(form.regions)), "URL")


def _languages(facts: Common) -> Iterator[Problem]:
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


def _enterprise(facts: Common) -> Iterator[Problem]:
    for c, contact in enumerate(facts.contacts):
        if contact.audience == "enterprise" and not facts.enterprise:
            yield ("contacts", c, "audience"), contact.audience, "must not stand beside enterprise: false"


def _dates(facts: Common) -> Iterator[Problem]:
    for p, promotion in enumerate(facts.promotions):
        if promotion.ends < promotion.starts:
            yield ("promotions", p, "ends"), promotion.ends, f"must not be before it starts ({promotion.starts})"
    if (news := facts.announcement) and news.ends < news.starts:
        yield ("announcement", "ends"), news.ends, f"must not be before it starts ({news.starts})"
