"""Gateways that lack something, each made from the demo's gateway.yml by what it leaves out.

Those where vendors, formats and groups are three things are made from handbook/any-vendor.yml.
"""

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


def sells(vendors: dict[str, list[str]], groups: dict[str, list[str]]) -> Overlay:
    """Vendors with their formats, five models each, in groups that sell some of the vendors."""

    def apply(facts: Facts) -> None:
        facts["vendors"] = [{"id": id_, "name": id_.title(), "protocols": [*served]} for id_, served in vendors.items()]
        facts["models"] = [
            {"id": f"{id_}-{size}", "vendor": id_, "context": 128_000, "price": {"input": 1, "output": 2}}
            for id_ in vendors
            for size in ("4-max", "4", "4-flash", "3", "3-flash")
        ]
        facts["groups"] = [
            {"id": id_, "label": id_.title(), "multiplier": 0.5 + number / 10, "vendors": [*sold]}
            for number, (id_, sold) in enumerate(groups.items())
        ]
        served = {format_ for formats in vendors.values() for format_ in formats}
        facts["protocols"] = [one for one in facts["protocols"] if one["id"] in served]
        for one in facts["protocols"]:
            first = next(id_ for id_, formats in vendors.items() if one["id"] in formats)
            one.pop("default_group", None)
            one |= {"default_model": f"{first}-4", "small_model": f"{first}-4-flash"}

    return apply


def one_key(facts: Facts) -> None:
    """It opens everything."""
    facts["keys"] = "all"
    del facts["groups"]
    facts["protocols"][1].pop("default_group")


def no_chat(facts: Facts) -> None:
    """Embeddings and images alone, in OpenAI's format."""
    sold = [model for model in facts["models"] if model.get("kind", "chat") != "chat"]
    made = {model["vendor"] for model in sold}
    facts["models"] = sold
    facts["vendors"] = [vendor | {"protocols": ["openai"]} for vendor in facts["vendors"] if vendor["id"] in made]
    facts["protocols"] = [{"id": "openai", "name": "OpenAI", "path": "/v1", "default_model": "qwen-vl-embedding"}]
    facts["groups"] = [{"id": "basic", "label": "Basic", "multiplier": 0.5, "vendors": sorted(made)}]


TWELVE = {
    **{name: ["openai", "anthropic"] for name in ("deepseek", "qwen", "glm", "kimi", "minimax")},
    **{name: ["openai"] for name in ("grok", "mistral", "llama", "hunyuan", "doubao", "ernie", "yi")},
}
EIGHT = {
    "basic": ["deepseek", "qwen"],
    "coding": ["glm", "kimi", "minimax", "deepseek"],
    "west": ["grok", "mistral", "llama"],
    "east": ["hunyuan", "doubao", "ernie", "yi", "qwen"],
    "stable": ["deepseek", "grok"],
    "cheap": ["yi", "llama"],
    "fast": ["mistral", "doubao"],
    "all": list(TWELVE),
}
#: Made from handbook/any-vendor.yml.
FREE: dict[str, tuple[Overlay, ...]] = {
    "twelve-vendors": (sells(TWELVE, EIGHT),),
    "deepseek-in-anthropic": (sells({"deepseek": ["anthropic"]}, {"basic": ["deepseek"]}),),
    "one-key": (one_key,),
    "none-of-the-three": (sells({"qwen": ["openai"], "glm": ["openai"]}, {"both": ["qwen", "glm"], "new": ["glm"]}),),
    "no-chat": (no_chat,),
}
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
    **FREE,
}

#: Those that lack most, between them all that another one lacks; the others are for --all.
TELLING = ("claude-alone", "openai-in-chinese", "deepseek-in-anthropic")


def write(name: str, folder: Path, software: str | None = None) -> Path:
    """The gateway.yml of a gateway, in `folder`; `software`: what it runs."""
    facts = read_yaml(ROOT / ("handbook/any-vendor.yml" if name in FREE else "gateway.yml"))
    for overlay in GATEWAYS[name]:
        overlay(facts)
    if software:
        facts["software"] = software
    path = folder / "gateway.yml"
    path.write_text(to_yaml(facts), "utf-8")
    return path
