"""Rules of a file in which each vendor is served in its own format."""

from __future__ import annotations

from collections.abc import Iterator

from gateway_docs.facts.forms import OwnForm
from gateway_docs.facts.model import Vendor
from gateway_docs.facts.problems import Place, Problem, among, default_kind, for_default, one_of, repeated, without_chat


def own_rules(form: OwnForm) -> Iterator[Problem]:
    """What contradicts between vendors, groups and models."""
    yield from repeated(
        (
            (("vendors", v, "groups", g, "id"), group.id)
            for v, vendor in enumerate(form.vendors)
            for g, group in enumerate(vendor.groups)
        ),
        "group id",
    )
    yield from _vendors(form)
    yield from _models(form)
    yield from without_chat(form.models, ((("vendors", v, "id"), one.id) for v, one in enumerate(form.vendors)))


def _vendors(form: OwnForm) -> Iterator[Problem]:
    for v, vendor in enumerate(form.vendors):
        groups = [group.id for group in vendor.groups]
        if vendor.default_group not in groups:
            yield ("vendors", v, "default_group"), vendor.default_group, one_of("a group of this vendor", groups)
        for field in ("default_model", "small_model"):
            yield from _offered(form, vendor, ("vendors", v, field), getattr(vendor, field))


def _offered(form: OwnForm, vendor: Vendor, place: Place, model_id: str) -> Iterator[Problem]:
    kind = default_kind(form.models)
    offered = for_default((model for model in form.models if vendor.default_group in model.groups), kind)
    if model_id not in offered:
        yield place, model_id, one_of(f"an available {kind} model of the group {vendor.default_group}", offered)


def _models(form: OwnForm) -> Iterator[Problem]:
    vendors = {vendor.id: vendor for vendor in form.vendors}
    for m, model in enumerate(form.models):
        if model.vendor not in vendors:
            yield ("models", m, "vendor"), model.vendor, one_of("a vendor of this file", vendors)
        else:
            allowed = [group.id for group in vendors[model.vendor].groups]
            yield from among(("models", m, "groups"), model.groups, allowed, f"a group of the vendor {model.vendor}")
