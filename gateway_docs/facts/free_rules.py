"""Rules of a file in which vendors, formats and groups stand for themselves."""

from __future__ import annotations

from collections.abc import Iterator

from gateway_docs.facts.forms import FreeForm, FreeModel, Protocol
from gateway_docs.facts.problems import Problem, among, default_kind, for_default, one_of, repeated, without_chat


def free_rules(form: FreeForm) -> Iterator[Problem]:
    """What contradicts between formats, vendors, groups and models."""
    for name in ("protocols", "groups"):
        yield from repeated((((name, i, "id"), item.id) for i, item in enumerate(getattr(form, name))), "id")
    yield from _keys(form)
    yield from _vendors(form)
    yield from _groups(form)
    yield from _models(form)
    yield from without_chat(form.models, ((("protocols", p, "id"), one.id) for p, one in enumerate(form.protocols)))
    for p, protocol in enumerate(form.protocols):
        yield from _defaults(form, p, protocol)


def _keys(form: FreeForm) -> Iterator[Problem]:
    if form.key_rule == "all" and form.groups:
        told = "must not stand beside a key that opens everything: leave groups out, or say keys: group"
        yield ("groups",), form.groups[0].id, told
    if form.key_rule != "all" and not form.groups:
        yield ("groups",), form.key_rule, "is missing; the groups that a key may be of, or else keys: all"


def _vendors(form: FreeForm) -> Iterator[Problem]:
    served = [protocol.id for protocol in form.protocols]
    for v, vendor in enumerate(form.vendors):
        yield from among(("vendors", v, "protocols"), vendor.protocols, served, "one of protocols of this file")
        if not vendor.protocols and vendor.id not in served:
            told = "is missing; in which protocols of this file its models are served: "
            yield ("vendors", v, "protocols"), vendor.id, told + ", ".join(served)


def _groups(form: FreeForm) -> Iterator[Problem]:
    vendors, models = [vendor.id for vendor in form.vendors], [model.id for model in form.models]
    served = [protocol.id for protocol in form.protocols]
    for g, group in enumerate(form.groups):
        yield from among(("groups", g, "vendors"), group.vendors, vendors, "a vendor of this file")
        yield from among(("groups", g, "models"), group.models, models, "a model of this file")
        yield from among(("groups", g, "protocols"), group.protocols, served, "one of protocols of this file")
        sold = dict.fromkeys(model.vendor for model in form.models if group.sells(model))
        if form.keys == "vendor" and len(sold) > 1:
            told = f"must sell models of one vendor, as keys: vendor says; it sells those of {', '.join(sold)}"
            yield ("groups", g, "id"), group.id, told


def _models(form: FreeForm) -> Iterator[Problem]:
    vendors, groups = [vendor.id for vendor in form.vendors], [group.id for group in form.groups]
    served = [protocol.id for protocol in form.protocols]
    for m, model in enumerate(form.models):
        if model.vendor not in vendors:
            yield ("models", m, "vendor"), model.vendor, one_of("a vendor of this file", vendors)
        yield from among(("models", m, "protocols"), model.protocols, served, "one of protocols of this file")
        yield from among(("models", m, "groups"), model.groups, groups, "a group of this file")
        if groups and not form.groups_of(model) and not model.groups:
            yield ("models", m, "id"), model.id, f"is in no group: {', '.join(groups)}; name it, its vendor or a group"
        elif form.formats_told(model) and not form.formats(model):
            told = "is served in no format that one of its groups opens: see protocols of "
            yield ("models", m, "id"), model.id, told + ", ".join(form.groups_of(model))


def _defaults(form: FreeForm, p: int, protocol: Protocol) -> Iterator[Problem]:
    served, groups, kind = form.served(protocol), [group.id for group in form.groups], default_kind(form.models)
    if protocol.default_group and protocol.default_group not in groups:
        yield ("protocols", p, "default_group"), protocol.default_group, one_of("a group of this file", groups)
        return
    for field in ("default_model", "small_model"):
        named = getattr(protocol, field)
        offered = for_default((model for model in served if _usable(form, protocol, model)), kind)
        if named and named not in offered:
            group = form.default_group(protocol)
            what = f"an available {kind} model served in {protocol.id}"
            what += f" and sold by tokens in {group}" * bool(group)
            yield ("protocols", p, field), named, one_of(what, offered)


def _usable(form: FreeForm, protocol: Protocol, model: FreeModel) -> bool:
    group = form.default_group(protocol)
    return not group or group in form.groups_of(model, protocol.id)
