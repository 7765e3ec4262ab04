"""The differences between a catalogue and the facts, and the facts file with them in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gateway_docs.facts import Facts, Model
from gateway_docs.facts.model import ModelPrice
from gateway_docs.operator import examples, facts_file
from gateway_docs.operator.examples import USUAL_CONTEXT
from gateway_docs.operator.facts_file import FactsFile
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.lists.prices import PARTS, Price
from gateway_docs.operator.offering import groups_of, new_groups, new_models, vendor_id

#: So many models may go at once, however few there are.
MOST_GONE = 3


@dataclass(frozen=True)
class Comparison:
    """`lines` tell each difference; `text` is the facts file with those in it that can be written."""

    lines: list[str]
    text: str


def compare(facts: Facts, catalogue: Catalogue, text: str) -> Comparison:
    """Compare models, groups, prices and multipliers. `text` is the facts file."""
    if examples.are_examples(facts) and (begun := examples.replaced(facts, catalogue, text)):
        return Comparison(*begun)
    file = FactsFile(text)
    document = file.values
    offered = {model.id: model for model in reversed(catalogue.models)}
    other = catalogue.currency not in (None, facts.currency)
    lines = [
        *[f"prices are in {catalogue.currency}, the facts in {facts.currency}: none is compared"] * other,
        *_multipliers(facts, catalogue, document),
        *_changed(facts, catalogue, offered, document),
        *_gone(facts, catalogue, offered, document),
        *(new_models if facts.opens and _offers(catalogue) else _new)(facts, catalogue, document),
    ]
    return Comparison(lines, file.text)


def _offers(catalogue: Catalogue) -> bool:
    """Whether the catalogue lists what is offered here. A price map lists what exists."""
    return catalogue.complete or "map" not in catalogue.shape


def _multipliers(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    entries = _group_entries(document)
    known = {entry["id"]: Decimal(str(entry["multiplier"])) for entry in entries}
    for entry in entries:
        before, now = known[entry["id"]], catalogue.multipliers.get(entry.get("listed_as", entry["id"]))
        if now is not None and not 0 < now <= 100:
            yield f"group {entry['id']}: multiplier {before} stays: its ratio in the list is {now}"
        elif now is not None and now != before:
            entry["multiplier"] = facts_file.price(now)
            yield f"group {entry['id']}: multiplier {before} -> {now}"
    if facts.opens:
        yield from new_groups(facts, catalogue, document)
        return
    for name in sorted(catalogue.multipliers.keys() - known.keys()):
        yield f"group {name}: not in the facts; add it by hand (multiplier {catalogue.multipliers[name]})"


def _group_entries(document: Any) -> list[Any]:
    """The groups of a facts file: its own, or those of its vendors."""
    return [*document.get("groups", [])] or [one for vendor in document["vendors"] for one in vendor.get("groups", [])]


def _changed(facts: Facts, catalogue: Catalogue, offered: dict[str, Offered], document: Any) -> Iterator[str]:
    for place, model in enumerate(facts.models):
        if found := offered.get(model.id):
            if catalogue.currency in (None, facts.currency):
                yield from _price_change(model, found.price, document["models"][place])
                yield from _unit_change(model, found, document["models"][place])
            yield from _group_change(facts, model, found, document["models"][place], document)
            yield from _limit_changes(model, found, document["models"][place])
            if model.state == "retired":
                del document["models"][place]["state"]
                yield f"{model.id}: is offered again"


def _price_change(model: Model, found: Price | None, entry: Any) -> Iterator[str]:
    for name in PARTS if found and model.price else ():
        before, now = getattr(model.price, name), getattr(found, name)
        if now is not None and now != before:
            entry["price"][name] = facts_file.price(now)
            yield f"{model.id}: price of {name} {before} -> {now.normalize():f} per million tokens"
    if found and model.price and found.steps and found.steps != _steps(model.price):
        entry["price"]["steps"] = facts_file.of_price(found)["steps"]
        lengths = ", ".join(f"{above:,}" for above, _ in found.steps)
        yield f"{model.id}: prices of requests above {lengths} tokens of input are written anew"


def _unit_change(model: Model, found: Offered, entry: Any) -> Iterator[str]:
    for unit, now in found.by.items() if model.price_by else ():
        before = getattr(model.price_by, unit)
        if now != before:
            entry["price_by"][unit] = facts_file.price(now)
            yield f"{model.id}: price by {unit} {before} -> {now.normalize():f}"


def _steps(price: ModelPrice) -> tuple[tuple[int, Price], ...]:
    return tuple((step.above, Price(**{name: getattr(step, name) for name in PARTS})) for step in price.steps)


def _group_change(facts: Facts, model: Model, found: Offered, entry: Any, document: Any) -> Iterator[str]:
    if found.groups is None:
        return
    known = [group.id for vendor in facts.vendors if model.served_in(vendor) for group in vendor.groups]
    known = list(dict.fromkeys(known))
    told = groups_of(found, document) if facts.opens else found.groups
    now = known if "all" in found.groups else [group for group in known if group in told]
    if now and now != [group for group in known if group in model.groups]:
        lost = {*model.groups} - {*now} - {*entry.get("groups", [])}
        if not lost:
            entry["groups"] = facts_file.in_one_line(now)
        by_hand = f"; {', '.join(sorted(lost))} names it or its vendor: change that by hand" if lost else ""
        yield f"{model.id}: groups {', '.join(model.groups)} -> {', '.join(now)}{by_hand}"


def _limit_changes(model: Model, found: Offered, entry: Any) -> Iterator[str]:
    for name, now in found.limits(model.context).items():
        before = getattr(model, name)
        if now != before:
            entry[name] = now
            yield f"{model.id}: {name} {before or 'is not told'} -> {now}"


def _gone(facts: Facts, catalogue: Catalogue, offered: dict[str, Offered], document: Any) -> Iterator[str]:
    """Models of vendors that the catalogue speaks of, but without these models."""
    told = (vendor_id(model, document) if facts.opens else model.vendor for model in catalogue.models)
    speaks_of = set(told) if catalogue.complete else set()
    here = [model for model in facts.models if model.vendor in speaks_of and model.state != "retired"]
    gone = {model.id for model in here if model.id not in offered}
    if len(gone) > max(MOST_GONE, len(here) / 2):
        yield f"{len(gone)} of {len(here)} models are not in this list: none is retired; does the key see only part?"
        return
    for place, model in enumerate(facts.models):
        if model.id in gone:
            served = [vendor for vendor in facts.vendors if model.served_in(vendor)]
            default_of = [one.id for one in served if model.id in (one.default_model, one.small_model)]
            if default_of:
                yield f"{model.id}: is not offered any more, but is a default of {default_of[0]}: choose another first"
            else:
                document["models"][place]["state"] = "retired"
                yield f"{model.id}: is not offered any more: state retired"


def _new(facts: Facts, catalogue: Catalogue, document: Any) -> Iterator[str]:
    known, vendors = {model.id for model in facts.models}, {maker.id for maker in facts.makers}
    for model in (model for model in catalogue.models if model.id not in known):
        if not catalogue.complete and "map" in catalogue.shape:
            continue  # a price map lists what exists, not what is offered here
        if reason := _not_addable(model, vendors):
            yield f"{model.id}: new, not added: {reason}"
        else:
            entry, note = _entry(facts, model)
            document["models"].append(entry)
            yield f"{model.id}: new{note}"


def _not_addable(model: Offered, vendors: Collection[str]) -> str | None:
    if model.vendor is None and model.maker:
        return f"it is of {model.maker}; `gateway-docs check --any-vendor` brings the facts to a form that takes that"
    if model.vendor is None:
        return "nothing tells its vendor"
    if model.vendor not in vendors:
        return f"{model.vendor} is not a vendor of the facts"
    return model.note or (None if model.price else "this list has no prices; import a price list")


def _entry(facts: Facts, model: Offered) -> tuple[dict[str, Any], str]:
    """The entry of a new model, and what had to be assumed for it."""
    notes = []
    offered = {vendor.id: vendor for vendor in facts.vendors}
    known = offered[model.vendor].groups if model.vendor in offered and not facts.opens else facts.groups
    groups = [group.id for group in known if group.id in (model.groups or []) or "all" in (model.groups or [])]
    if not groups and facts.opens != "all":
        groups = [offered.get(str(model.vendor), facts.vendors[0]).default_group]
        notes.append(f"group {groups[0]}")
    if not model.context:
        notes.append(f"context {USUAL_CONTEXT}")
    entry: dict[str, Any] = {"id": model.id, "vendor": model.vendor}
    if model.kind == "embedding":
        entry["kind"] = "embedding"
    if groups:
        entry["groups"] = facts_file.in_one_line(groups)
    entry |= {"context": USUAL_CONTEXT} | model.limits(USUAL_CONTEXT)
    if model.price:
        entry["price"] = facts_file.of_price(model.price)
    return entry, f"; assumed: {', '.join(notes)}" if notes else ""
