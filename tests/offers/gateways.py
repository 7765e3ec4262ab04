"""Gateways that lack something, each made from the demo's gateway.yml by what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml

Facts = dict[str, Any]
Overlay = Callable[[Facts], None]


def only(*vendor_ids: str) -> Overlay:
    """The vendors that are offered, with their models."""

    def apply(facts: Facts) -> None:
        facts["vendors"] = [vendor for vendor in facts["vendors"] if vendor["id"] in vendor_ids]
        facts["models"] = [model for model in facts["models"] if model["vendor"] in vendor_ids]

    return apply


def one_region(facts: Facts) -> None:
    del facts["regions"][1:]


def one_group(facts: Facts) -> None:
    """One group for each vendor, the default one."""
    for vendor in facts["vendors"]:
        vendor["groups"] = [group for group in vendor["groups"] if group["id"] == vendor["default_group"]]
    kept = {vendor["default_group"] for vendor in facts["vendors"]}
    for model in facts["models"]:
        model["groups"] = [group for group in model["groups"] if group in kept]
    facts["models"] = [model for model in facts["models"] if model["groups"]]


def no_enterprise(facts: Facts) -> None:
    facts["enterprise"] = False
    facts["contacts"] = [contact for contact in facts["contacts"] if contact["audience"] != "enterprise"]


def no_promotions(facts: Facts) -> None:
    facts["promotions"] = []


def no_status_page(facts: Facts) -> None:
    del facts["status_url"]


def no_refunds(facts: Facts) -> None:
    """Nor invoices, nor a promise of when support answers."""
    del facts["top_up"]["refund_within_days"], facts["top_up"]["invoice_within_days"]
    del facts["support"]["first_answer_hours"]


def languages(*chosen: str) -> Overlay:
    return lambda facts: facts.update(languages=list(chosen))


GATEWAYS: dict[str, tuple[Overlay, ...]] = {
    "no-gemini": (only("openai", "anthropic"), one_region),
    "no-openai": (only("anthropic", "gemini"), no_promotions),
    "claude-alone": (
        only("anthropic"),
        one_region,
        one_group,
        no_enterprise,
        no_promotions,
        no_status_page,
        no_refunds,
        languages("en"),
    ),
    "openai-in-chinese": (only("openai"), no_status_page, languages("zh")),
    "gemini-alone": (only("gemini"), no_enterprise),
    "plain": (one_group, no_enterprise, no_promotions, no_status_page, no_refunds),
}

#: Those that lack most, between them all that another one lacks; the others are for --all.
TELLING = ("claude-alone", "openai-in-chinese")


def write(name: str, folder: Path) -> Path:
    """The gateway.yml of a gateway, in `folder`."""
    facts = read_yaml(ROOT / "gateway.yml")
    for overlay in GATEWAYS[name]:
        overlay(facts)
    path = folder / "gateway.yml"
    path.write_text(to_yaml(facts), "utf-8")
    return path
