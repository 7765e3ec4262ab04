"""New groups, vendors and models of a catalogue, for a facts file in which those stand for themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.operator import facts_file
from gateway_docs.operator.catalogue import Catalogue, Offered

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_MODEL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")


def new_groups(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    """Groups that the facts do not have are added, with the ratio of the list as multiplier."""
    sold = {name for model in catalogue.models for name in model.groups or []}
    for name in sorted(catalogue.multipliers.keys() - {group["id"] for group in document.get("groups", [])}):
        ratio = catalogue.multipliers[name]
        if not sold & {name, "all"}:
            yield f"group {name}: not added: no model of the list is in it"
        elif facts.opens == "all":
            yield f"group {name}: not added: one key opens everything"
        elif not _ID.fullmatch(name):
            yield f"group {name}: not added: an id has lower-case letters, digits, dots and dashes; rename it by hand"
        elif not 0 < ratio <= 100:
            yield f"group {name}: not added: its ratio is {ratio}"
        else:
            label = catalogue.labels.get(name, name)
            document["groups"].append({"id": name, "label": label, "multiplier": facts_file.price(ratio)})
            yield f"group {name}: new, multiplier {ratio}"


def new_models(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    """Models that the facts do not have, each with its vendor; what is left out is named with the reason."""
    known = {model.id for model in facts.models}
    times = Counter(model.id.lower() for model in {model.id: model for model in catalogue.models}.values())
    for model in catalogue.models:
        if model.id in known:
            continue
        known.add(model.id)
        if reason := _reason(facts, catalogue, model, document):
            yield f"{model.id}: new, not added: {reason}"
            continue
        yield from _vendor(model, document)
        document["models"].append(_entry(facts, model, document))
        alike = " (another name differs by case alone: clients must write it so)" if times[model.id.lower()] > 1 else ""
        yield f"{model.id}: new{'' if model.context else '; its context is not told'}{alike}"


def vendor_id(model: Offered) -> str:
    """The id of whoever made the model, from the name in the list; empty where that does not say."""
    return re.sub(r"[^a-z0-9.]+", "-", (model.maker or model.vendor or "").lower()).strip("-.")


def _reason(facts: Facts, catalogue: Catalogue, model: Offered, document: Any) -> str | None:
    served = {vendor.id for vendor in facts.vendors}
    groups = {group["id"] for group in document.get("groups", [])}
    own = next((one for one in document["vendors"] if one["id"] == vendor_id(model)), None)
    if not _MODEL_ID.fullmatch(model.id):
        return "its name has characters that no name of a model has here"
    if not vendor_id(model):
        return "the list does not say whose it is"
    if model.formats and not served & {*model.formats}:
        return f"it is served in {', '.join(model.formats)}, which is not among protocols of the facts"
    if not model.formats and own is None:
        return "the list does not say in which formats it is served"
    if model.price is None and model.request is None:
        return model.note or "the list does not say its price"
    if catalogue.currency and catalogue.currency != facts.currency:
        return f"its price is in {catalogue.currency}, the facts are in {facts.currency}"
    if facts.opens != "all" and "all" not in (model.groups or []) and not groups & {*(model.groups or [])}:
        return f"no group of the facts sells it; the list says {', '.join(model.groups or []) or 'none'}"
    return None


def _vendor(model: Offered, document: Any) -> Iterator[str]:
    id_ = vendor_id(model)
    if all(vendor["id"] != id_ for vendor in document["vendors"]):
        served = [one["id"] for one in document["protocols"] if one["id"] in (model.formats or [])]
        document["vendors"].append({"id": id_, "name": model.maker, "protocols": facts_file.in_one_line(served)})
        yield f"vendor {id_}: new, its models are served in {', '.join(served)} unless they say otherwise"


def _entry(facts: Facts, model: Offered, document: Any) -> dict[str, Any]:
    served = [one["id"] for one in document["protocols"] if one["id"] in (model.formats or [])]
    known = [group["id"] for group in document.get("groups", [])]
    groups = [name for name in known if name in (model.groups or []) or "all" in (model.groups or [])]
    entry: dict[str, Any] = {"id": model.id, "vendor": vendor_id(model)}
    if served:
        entry["protocols"] = facts_file.in_one_line(served)
    if model.kind not in (None, "chat"):
        entry["kind"] = model.kind
    if groups and facts.opens != "all":
        entry["groups"] = facts_file.in_one_line(groups)
    if model.context:
        entry["context"] = model.context
    if model.price:
        entry["price"] = facts_file.of_price(model.price)
    if model.request is not None:
        entry["price_by"] = facts_file.in_one_line({"request": facts_file.price(model.request)})
    return entry
