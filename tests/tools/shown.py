"""What the set-up page shows for a choice, read in a browser, and how a choice changes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from gateway_docs.facts import Facts

COLLECT = """async () => {
    const fields = document.querySelector(".gateway-setup form").elements;
    const output = document.getElementById("gateway-steps");
    const options = (name) => {
        const field = fields[name];
        return field.closest("p").hidden ? [null] : Array.from(field.options, ({value}) => value).filter(Boolean);
    };
    const change = async (field, value) => {
        if (value === null || field.value === value) return;
        field.value = value;
        output.dataset.shown = "-";
        field.dispatchEvent(new Event("change", {bubbles: true}));
        while (output.dataset.shown === "-") await new Promise((go) => setTimeout(go));
    };
    const blocks = () => Array.from(output.querySelectorAll(".highlight"), (block) => ({
        language: /language-([\\w-]+)/.exec(block.className)?.[1] ?? "",
        title: block.querySelector(".filename")?.textContent ?? null,
        text: block.querySelector("pre").textContent,
    }));
    const found = [];
    const regions = document.getElementById("setup-region");
    const names = ["client", "system", "vendor", "group", "model", "way"];
    const choose = async (chosen) => {
        if (chosen.length < names.length) {
            for (const value of options(names[chosen.length])) {
                await change(fields[names[chosen.length]], value);
                await choose([...chosen, value]);
            }
            return;
        }
        for (const {value: region} of regions.options) {
            await change(regions, region);
            const shown = Object.fromEntries(names.map((name, i) => [name, chosen[i]]));
            shown.vendor = fields.vendor.value;
            shown.group = fields.group.value;
            shown.model = fields.model.value;
            const base_url = output.querySelector(".gateway-base-url").textContent;
            const steps = Array.from(output.querySelectorAll("[data-step]"), (step) => step.dataset.step);
            found.push({...shown, region, base_url, steps, address: location.search, blocks: blocks()});
        }
    };
    await choose([]);
    return found;
}"""


@dataclass(frozen=True)
class Block:
    language: str
    title: str | None
    text: str


@dataclass(frozen=True)
class Shown:
    """One choice and what the page shows for it. `way` is None where there is only one."""

    client: str
    system: str
    vendor: str
    group: str
    model: str
    way: str | None
    region: str
    base_url: str
    address: str
    steps: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def form(self) -> tuple[str, ...]:
        """What decides the steps; region, group and model only change words in them."""
        return self.client, self.system, self.vendor, self.way or ""


def everything_shown(page: Page) -> list[Shown]:
    """What the set-up page that is open shows for every choice that it offers."""
    return [
        Shown(**{**found, "steps": tuple(found["steps"]), "blocks": tuple(Block(**block) for block in found["blocks"])})
        for found in page.evaluate(COLLECT)
    ]


def with_choice(text: str, shown: Shown, facts: Facts) -> str:
    """`text`, as it stands in the guide, for the region, group and model of `shown`."""
    vendor = facts.vendor(shown.vendor)
    in_group = any(model.id == vendor.small_model and shown.group in model.groups for model in facts.models)
    words = {
        facts.regions[0].address: facts.region(shown.region).address,
        vendor.small_model: vendor.small_model if in_group else shown.model,
        vendor.default_model: shown.model,
    }
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<![\w.-])({names})(?![\w-]|\.\w)", lambda match: words[match[1]], text)
