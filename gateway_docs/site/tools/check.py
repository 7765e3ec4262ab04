"""What the check of settings knows: addresses and models of the gateway, pitfalls of clients, signs in errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from gateway_docs.clients.files import BUILT_IN, SettingsFile, known_settings, settings_files
from gateway_docs.dialects import dialect
from gateway_docs.dialects.base_urls import PARTS, always_wrong, wrong_instead_of
from gateway_docs.dialects.url_rules import url_rules
from gateway_docs.facts import Facts, Model
from gateway_docs.facts.types import Fact
from gateway_docs.pages.named import ClientNames
from gateway_docs.pages.names import names_in
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.search.knowledge import Signal, knowledge
from gateway_docs.site.regions.switch import region_choices


def check_data(facts: Facts, language: str) -> dict[str, Any]:
    """Everything that assets/tools/check.js needs to judge a text; texts are in `language`."""
    clients = [_client(client, facts) for client in names_in(facts, language).clients.values() if client]
    vendors = [(_only(vendor, "id", "name", "path"), dialect(vendor.id).words) for vendor in facts.vendors]
    return {
        "urls": _url_rules(facts, clients),
        "regions": region_choices(facts, language)["regions"],
        "vendors": [{**vendor, "words": words} for vendor, words in vendors],
        "models": [_model(model, facts) for model in facts.models],
        "clients": clients,
        "files": [_file(file, language) for file in settings_files() if _on_site(file, {one["id"] for one in clients})],
        "built_in": BUILT_IN,
        "signals": [[signal.pattern, dict(signal.sections)] for signal in signs()],
    }


def _url_rules(facts: Facts, clients: list[dict[str, Any]]) -> dict[str, Any]:
    """Causes and patterns of what is wrong with base URLs. `instead_of`: cause -> right end -> pattern."""
    rules = url_rules(facts.console_url, [facts.site_url, facts.status_url])
    instead_of: dict[str, dict[str, str]] = {}
    for right in sorted({vendor.path for vendor in facts.vendors}.union(*(one["paths"].values() for one in clients))):
        for cause, pattern in wrong_instead_of(right):
            instead_of.setdefault(cause, {})[right] = pattern
    return {"parts": PARTS, **rules, "ends": always_wrong(rules["endpoints"]), "instead_of": instead_of}


@cache
def signs() -> list[Signal]:
    """Patterns in error texts and the sections that they speak for."""
    own = read_yaml(Path(__file__).with_name("signs.yml"))
    return [*knowledge().signals, *map(Signal.model_validate, own)]


#: Sections that the rules name, beside those of the signs; tests/tools/test_check_rules.py compares them.
SECTIONS = frozenset(
    """base-url-not-used base-url-regional check-pasted-key checklist choose-region create-key env-not-seen error-404
    find-your-error key-leaked list-models model-not-found models network placeholders set-model-name whitespace-in-key
    wrong-vendor-key""".split()
)

#: What doctor.py alone names.
OF_DOCTOR = frozenset({"who-answered"})


def places(files: Files, page: Page) -> dict[str, dict[str, str]]:
    """Section id -> its address, relative to the root of the language, and its title; `clients` is that page."""
    root = page.url.removesuffix("setup/")
    wanted = SECTIONS | OF_DOCTOR | {id for signal in signs() for id in signal.sections}
    found = {}
    for chapter in (file.page for file in files.documentation_pages() if file.page):
        url = chapter.url.removeprefix(root)
        if url == "clients/":
            found["clients"] = {"url": url, "title": str(chapter.title)}
        elif not url.startswith("clients/"):
            found |= {
                item.id: {"url": f"{url}#{item.id}", "title": unescape(item.title)}
                for item in _all(chapter.toc)
                if item.id in wanted
            }
    return found


def _all(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in toc:
        yield item
        yield from _all(item.children)


def _only(item: Fact, *fields: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in fields}


def _model(model: Model, facts: Facts) -> dict[str, Any]:
    """`vendor` is the id of its format, or a list of those that serve it."""
    told = _only(model, "id", "vendor", "kind", "state", "groups")
    return {**told, "vendor": model.protocols} if facts.formats_differ else told


def _client(client: ClientNames, facts: Facts) -> dict[str, Any]:
    first = facts.regions[0].url
    paths = {vendor: url.removeprefix(first) for vendor, url in client.base_url.items() if url.startswith(first)}
    pitfalls = [pitfall.model_dump(exclude_none=True) for pitfall in client.pitfalls]
    told = {"id": client.id, "name": client.name, "kind": client.kind, "paths": paths, "pitfalls": pitfalls}
    settings = known_settings().get(client.id)
    return {**told, "settings": settings} if settings else told


def _on_site(file: SettingsFile, clients: set[str]) -> bool:
    """Whether one of its tools has a guide here, or it is of a tool without one."""
    return file.client is None or bool(
        clients.intersection([file.client] if isinstance(file.client, str) else file.client)
    )


def _file(file: SettingsFile, language: str) -> dict[str, Any]:
    """What assets/tools/ reads of a tool's file, with what it says in `language`, or else in English."""
    told = file.model_dump(exclude={"paths"}, exclude_defaults=True)
    for rule in [*told.get("rules", []), *told.get("if_right", [])]:
        rule["say"] = rule["say"].get(language, rule["say"]["en"])
    if file.listed:
        told["listed"]["where"] = file.listed.where.get(language, file.listed.where["en"])
    return told
