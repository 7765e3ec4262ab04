"""The models and groups that `init` writes are examples: the first list of the gateway takes their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.operator import facts_file
from gateway_docs.operator.free_form import freed
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.offering import new_groups, new_models, reason_against
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml

#: Whose vendors, groups, models and limits a new file begins with.
EXAMPLE = ROOT / "gateway.yml"
#: Where the catalogue does not say it.
USUAL_CONTEXT = 128_000
#: What the template says above its examples, and where the list's own words begin.
_ABOUT_EXAMPLES, _LIST = re.compile(r"^(?:#.*\n)+(?=vendors:)", re.MULTILINE), re.compile(r"^protocols:", re.MULTILINE)
_ABOVE = """
# The formats that clients may speak, with the models that pages show; who made the models; and what a key opens.
# `gateway-docs import` wrote this from the gateway's list. handbook/any-vendor.yml explains the form.
protocols:"""


def are_examples(facts: Facts) -> bool:
    """Whether an operator's file still sells what the example sells, and nothing else."""
    example = read_yaml(EXAMPLE)
    shown = {model["id"] for model in example["models"] if model["vendor"] in {one.id for one in facts.vendors}}
    groups = {group["id"] for vendor in example["vendors"] for group in vendor["groups"]}
    return (
        facts.opens is None
        and facts.site_url != example["site_url"]
        and {model.id for model in facts.models} == shown
        and {group.id for group in facts.groups} <= groups
    )


def replaced(facts: Facts, catalogue: Catalogue, text: str) -> tuple[list[str], str] | None:
    """What is said, and the file with the list in place of the examples; None: the list has nothing to show."""
    file = facts_file.FactsFile(freed(text))
    document = file.values
    rule = "group" if catalogue.multipliers and facts.key_rule != "all" else "all"
    document["keys"] = rule
    document["vendors"], document["models"], document["groups"] = [], [], []
    empty = facts.model_copy(update={"opens": rule, "models": [], "makers": []})
    groups = [*new_groups(empty, catalogue, document)]
    served = [vendor for vendor in facts.vendors if any(_defaults(empty, catalogue, document, vendor.id))]
    if not served:
        return None
    left = [vendor.id for vendor in facts.vendors if vendor not in served]
    document["protocols"] = [one for one in document["protocols"] if one["id"] not in left]
    models = [*new_models(empty.model_copy(update={"vendors": served}), catalogue, document)]
    lines = [
        "models and groups of the file are the examples of `init`: the list takes their place",
        f"keys: {rule}; one key opens {'everything' if rule == 'all' else 'the models of its group'}",
        *(f"format {id_}: left out: no chat model of the list is served in it" for id_ in left),
        *groups,
        *models,
        *_without_models(document),
        *(line for one in document["protocols"] for line in _shows(one, document)),
    ]
    if rule == "all":
        del document["groups"]
    return lines, _LIST.sub(_ABOVE, _ABOUT_EXAMPLES.sub("", file.text))


def _defaults(facts: Facts, catalogue: Catalogue, document: Any, format_: str) -> Iterator[Offered]:
    """Models of the list that a format's pages could show."""
    for model in catalogue.models:
        fits = model.kind in (None, "chat") and model.price and format_ in (model.formats or [])
        if fits and reason_against(facts, catalogue, model, document) is None:
            yield model


def _without_models(document: Any) -> Iterator[str]:
    sold = {group for model in document["models"] for group in model.get("groups", [])}
    for group in [group for group in document["groups"] if group["id"] not in sold]:
        document["groups"].remove(group)
        yield f"group {group['id']}: not added after all: none of its models is"


def _shows(protocol: Any, document: Any) -> Iterator[str]:
    """Choose what a format's pages show: its example if that is sold, else its own vendor's, else the first one."""
    chat = [
        model
        for model in document["models"]
        if "kind" not in model and "price" in model and protocol["id"] in model["protocols"]
    ]
    sold = [group for model in chat for group in model.get("groups", [])]
    if sold:
        group = max(dict.fromkeys(sold), key=sold.count)
        chat = [model for model in chat if group in model["groups"]]
        protocol["default_group"] = group
    else:
        protocol.pop("default_group", None)
    paid = [model for model in chat if model["price"]["input"]] or chat
    own = [model for model in paid if model["vendor"] == protocol["id"]] or paid
    names = {model["id"]: model for model in own}
    default = names.get(protocol["default_model"], own[0])
    small = names.get(protocol["small_model"], min(own, key=lambda model: float(model["price"]["output"])))
    protocol["default_model"], protocol["small_model"] = default["id"], small["id"]
    yield f"format {protocol['id']}: pages show {default['id']}, for small tasks {small['id']}; choose others by hand"
    for model in [default] if default is small else [default, small]:
        if "context" not in model:
            model["context"] = USUAL_CONTEXT
            yield f"{model['id']}: assumed: context {USUAL_CONTEXT}"
