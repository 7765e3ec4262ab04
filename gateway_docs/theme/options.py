"""Material's options: which work, which need its script bundle, and why others are refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from pydantic import BaseModel, ConfigDict, TypeAdapter

from gateway_docs.facts import Facts
from gateway_docs.project.yaml_files import read_yaml

Wishes = dict[str, dict[str, Any]]


class Option(BaseModel):
    """What happens when an operator writes it into mkdocs.yml. `allowed` are values that ask for nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Literal["works", "bundle", "refused"]
    note: str
    allowed: tuple[Any, ...] = ()


@cache
def options() -> dict[str, dict[str, Option]]:
    """Where an option stands in mkdocs.yml -> its name -> the option."""
    read = read_yaml(Path(__file__).with_name("options.yml"))
    return TypeAdapter(dict[str, dict[str, Option]]).validate_python(read)


def table() -> str:
    """The file handbook/material.md."""
    head = Path(__file__).with_name("options.md").read_text("utf-8")
    known = ((place, them) for place, them in options().items() if place != "unknown")
    return head + "".join(
        f"| {place} | `{name}` | {option.state} | {option.note} |\n"
        for place, them in known
        for name, option in them.items()
    )


def needs_bundle(config: MkDocsConfig) -> bool:
    """Whether an option is on that Material's script bundle serves."""
    return any(option.state == "bundle" for _, option in _on(config))


def refusals(config: MkDocsConfig, facts: Facts) -> list[str]:
    """What of `config` would have no effect, each with the reason and what to do instead."""
    refused = [f"{name}: {option.note}" for name, option in _on(config) if option.state == "refused"]
    return [*refused, *_unknown_features(config), *_other_hosts(config, facts)]


def _on(config: MkDocsConfig) -> Iterator[tuple[str, Option]]:
    for place, wishes in _wishes(config).items():
        for name, option in options()[place].items():
            value = wishes.get(name)
            if value not in (None, False, *option.allowed) and value != [] and value != {}:
                yield f"{place}: {name}", option


def _wishes(config: MkDocsConfig) -> Wishes:
    """What is written in mkdocs.yml, by place and name as in options.yml."""
    theme = {name: config.theme.get(name) for name in options()["theme"]}
    plugins = {name.removeprefix("material/"): True for name in config.plugins}
    fences = config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences") or []
    return {
        "theme.features": dict.fromkeys(config.theme.get("features") or [], True),
        "theme": theme | {"custom_dir": config.theme.custom_dir},
        "extra": dict(config.extra),
        "settings": {name: config.get(name) for name in options()["settings"]},
        "plugins": plugins,
        "markdown": dict.fromkeys([*config.markdown_extensions, *(fence.get("class") for fence in fences)], True),
    }


def _unknown_features(config: MkDocsConfig) -> Iterator[str]:
    known = options()["theme.features"]
    for name in config.theme.get("features") or []:
        if name not in known:
            yield f"theme.features: {name}: {options()['unknown']['feature'].note}"


def _other_hosts(config: MkDocsConfig, facts: Facts) -> Iterator[str]:
    """Addresses of other hosts that the policy of the pages would forbid."""
    for sheet in config.extra_css:
        if urlsplit(str(sheet)).netloc:
            yield f"extra_css: {sheet}: {options()['settings']['extra_css'].note}"
    allowed = {urlsplit(address).netloc for address in facts.other_hosts.scripts}
    for script in config.extra_javascript:
        if (host := urlsplit(str(script)).netloc) and host not in allowed:
            yield f"extra_javascript: {script}: {options()['settings']['extra_javascript'].note}"
    if config.extra.get("analytics") and not allowed:
        yield f"extra: analytics: {options()['extra']['analytics'].note}"
