"""New groups, vendors and models of a catalogue, for a facts file in which those stand for themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from gateway_docs.facts import Facts, values
from gateway_docs.facts.plain_text import plain
from gateway_docs.operator import facts_file
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.makers import by_model, by_name, name_of, slug

_MODEL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
#: Longer names of models, vendors and groups are no names.
MOST_LETTERS = 120


def new_groups(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    """Groups that the facts do not have are added, with the ratio of the list as multiplier."""
    sold = {name for model in catalogue.models for name in model.groups or []}
    for name in sorted(catalogue.multipliers.keys() - group_ids(document).keys()):
        ratio = catalogue.multipliers[name]
        if not sold & {name, "all"}:
            yield f"group {name}: not added: no model of the list is in it"
        elif facts.opens == "all":
            yield f"group {name}: not added: one key opens everything"
        elif not 0 < ratio <= 100:
            yield f"group {name}: not added: its ratio is {ratio}"
        elif not _shown(name, plain):
            yield f"group {name[:MOST_LETTERS]}: not added: its name cannot stand in a page"
        else:
            id_ = _free(slug(name) or "group", {group["id"] for group in document["groups"]}, slug(name) != "")
            called = {} if id_ == name else {"listed_as": name}
            label = _shown(catalogue.labels.get(name, ""), plain) or name
            document["groups"].append({"id": id_, **called, "label": label, "multiplier": facts_file.price(ratio)})
            yield f"group {name}: new, multiplier {ratio}" + f", as {id_}" * bool(called)


def group_ids(document: Any) -> dict[str, str]:
    """The name of each group in lists of the gateway -> its id in the facts."""
    return {group.get("listed_as", group["id"]): group["id"] for group in document.get("groups", [])}


def groups_of(model: Offered, document: Any) -> list[str]:
    """The groups of the facts that sell a model, as its entry in the list says."""
    told = model.groups or []
    return [id_ for name, id_ in group_ids(document).items() if name in told or "all" in told]


def new_models(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    """Models that the facts do not have, each with its vendor; what is left out is named with the reason."""
    known = {model.id for model in facts.models}
    times = Counter(name.lower() for name in {model.id for model in catalogue.models})
    for id_, count in Counter(model.id for model in catalogue.models).items():
        if count > 1:
            yield f"{id_[:MOST_LETTERS]}: is listed {count} times: the first entry counts"
    for model in catalogue.models:
        if model.id in known:
            continue
        known.add(model.id)
        if reason := reason_against(facts, catalogue, model, document):
            yield f"{model.id[:MOST_LETTERS]}: new, not added: {reason}"
            continue
        yield from _vendor(model, document)
        document["models"].append(_entry(facts, model, document))
        yield f"{model.id}: new{''.join(_remarks(model, times[model.id.lower()]))}"


def _remarks(model: Offered, times: int) -> Iterator[str]:
    if not model.context:
        yield "; its context is not told"
    if model.price and not (model.price.input or model.price.output):
        yield "; its price is zero"
    if model.assumed:
        yield f"; assumed: {model.assumed}"
    if times > 1:
        yield " (another name differs by case alone: clients must write it so)"


def vendor_id(model: Offered, document: Any) -> str:
    """The id of whoever made the model, from the name in the list; empty where that does not say."""
    told = _shown(model.maker or "", values.name)
    told = _called(told)
    same = (vendor["id"] for vendor in document["vendors"] if told and vendor["name"].lower() == told.lower())
    if id_ := next(same, None):
        return str(id_)
    if model.vendor and (not told or by_name(told) == model.vendor):
        return model.vendor
    id_ = slug(told) or (told and (by_name(told) or by_model(model.id) or _beginning(model.id)))
    taken = {vendor["id"] for vendor in document["vendors"] if vendor["name"].lower() != id_}
    return id_ and _free(id_, taken)


def _beginning(model: str) -> str:
    """The letters that a model's name begins with, as an id: "jimeng" of "jimeng-4"."""
    found = re.match("[a-z]+", slug(model))
    return found[0] if found else "vendor"


def _free(id_: str, taken: set[str], alone: bool = True) -> str:
    """`id_`, or with a number where it is taken; always with one where it does not stand `alone`."""
    number = 2 if alone else 1
    tried = id_ if alone else f"{id_}-1"
    while tried in taken:
        tried, number = f"{id_}-{number}", number + 1
    return tried


def _shown(text: str, check: Callable[[str], str]) -> str:
    """`text` in one line; empty if it cannot stand in a page."""
    line = " ".join(text.split())
    with suppress(ValueError):
        return check(line) if len(line) <= MOST_LETTERS else ""
    return ""


def reason_against(facts: Facts, catalogue: Catalogue, model: Offered, document: Any) -> str | None:
    """Why a model of the list cannot be in the facts; None: it can."""
    served = {vendor.id for vendor in facts.vendors}
    own = next((one for one in document["vendors"] if one["id"] == vendor_id(model, document)), None)
    if not _MODEL_ID.fullmatch(model.id) or len(model.id) > MOST_LETTERS:
        return "its name has characters that no name of a model has here, or too many"
    if not vendor_id(model, document):
        return "the list does not say whose it is"
    if model.formats and not served & {*model.formats}:
        return f"it is served in {', '.join(model.formats)}, which is not among protocols of the facts"
    if not model.formats and own is None:
        return "the list does not say in which formats it is served"
    if model.price is None and not model.by:
        return model.note or "the list does not say its price"
    if catalogue.currency and catalogue.currency != facts.currency:
        return f"its price is in {catalogue.currency}, the facts are in {facts.currency}"
    if facts.opens != "all" and not groups_of(model, document):
        return f"no group of the facts sells it; the list says {', '.join(model.groups or []) or 'none'}"
    return None


def _vendor(model: Offered, document: Any) -> Iterator[str]:
    id_ = vendor_id(model, document)
    if all(vendor["id"] != id_ for vendor in document["vendors"]):
        served = [one["id"] for one in document["protocols"] if one["id"] in (model.formats or [])]
        name = _called(_shown(model.maker or "", values.name)) or id_
        document["vendors"].append({"id": id_, "name": name, "protocols": facts_file.in_one_line(served)})
        yield f"vendor {id_}: new, its models are served in {', '.join(served)} unless they say otherwise"


def _called(maker: str) -> str:
    """The name of a vendor; lists that say ids alone name one that is known as it writes itself."""
    known = by_name(maker) if maker.isascii() and maker == maker.lower() else None
    return name_of(known) if known else maker


def _entry(facts: Facts, model: Offered, document: Any) -> dict[str, Any]:
    served = [one["id"] for one in document["protocols"] if one["id"] in (model.formats or [])]
    groups = groups_of(model, document)
    entry: dict[str, Any] = {"id": model.id, "vendor": vendor_id(model, document)}
    if served:
        entry["protocols"] = facts_file.in_one_line(served)
    if model.kind not in (None, "chat"):
        entry["kind"] = model.kind
    if groups and facts.opens != "all":
        entry["groups"] = facts_file.in_one_line(groups)
    entry |= model.limits()
    if model.price:
        entry["price"] = facts_file.of_price(model.price)
    if model.by:
        entry["price_by"] = facts_file.in_one_line({unit: facts_file.price(price) for unit, price in model.by.items()})
    return entry
