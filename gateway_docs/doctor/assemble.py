"""Makes doctor.py: the modules of `parts` one after the other, with the gateway's facts in place."""

from __future__ import annotations

import json
import pprint
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.clients.files import BUILT_IN, Rule, known_settings, settings_files
from gateway_docs.dialects import Dialect, dialect, dialects
from gateway_docs.dialects.url_rules import url_rules
from gateway_docs.facts import Facts, Vendor
from gateway_docs.project.yaml_files import read_yaml

FOLDER = Path(__file__).parent
#: Modules of this package in the order in which they need each other.
PARTS = (
    "dialects.base_urls",
    *(
        f"doctor.parts.{name}"
        for name in (
            *("report", "toml", "formats", "reading", "globs", "choices", "published", "structure"),
            *("values", "sending", "dialects", "asking", "checking"),
        )
    ),
    "doctor.parts.main",
)
VERSION = "1"
_IMPORT = re.compile(r"^(?:from|import) (?:.+\n)", re.MULTILINE)
_OWN_IMPORT = re.compile(r"^from gateway_docs\..+? import (?:\(\n(?:.+\n)+?\)\n|.+\n)", re.MULTILINE)
_DOCSTRING = re.compile(r'\A"""(.*?)"""\n', re.DOTALL)

HEAD = '''#!/usr/bin/env python3
"""Finds out why requests to {name} fail on this computer: python3 doctor.py

It needs Python 3.8 or newer and nothing else. It reads environment variables and settings files of client tools,
sends your key to the hosts of the gateway alone, over TLS, and prints a report without the key.
"""
'''


def doctor_source(facts: Facts) -> str:
    """The text of doctor.py."""
    return assembled(HEAD.format(name=facts.name.replace("\\", "")), given(facts), PARTS)


def given(facts: Facts) -> dict[str, Any]:
    """What the site fills in: name -> value."""
    settings = _settings(facts)
    clients = {file["client"] for file in settings["files"]}
    return {
        "FACTS": _facts(facts),
        "SETTINGS": settings,
        "KNOWN": {client: json.dumps(known) for client, known in known_settings().items() if client in clients},
        "URLS": url_rules(facts.console_url, [facts.site_url, facts.status_url]),
        "WORDS": {language: words(language) for language in facts.languages},
    }


def assembled(head: str, given: Mapping[str, Any], parts: tuple[str, ...]) -> str:
    """One file of plain Python: `head`, what is `given`, and the modules `parts`, which name each other's parts.

    All of it is ASCII: Windows PowerShell hands no other character on to a program.
    """
    constants = [f"{name} = {pprint.pformat(value, width=118, sort_dicts=False)}" for name, value in given.items()]
    imports, bodies = _code(parts)
    text = "\n\n".join([head + "\nfrom __future__ import annotations\n\n" + imports, *constants, *bodies]) + "\n"
    return text.encode("ascii", "backslashreplace").decode()


@cache
def _code(parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The imports of all parts, and their bodies."""
    imports: set[str] = set()
    bodies = []
    for part in parts:
        text = _OWN_IMPORT.sub("", FOLDER.parent.joinpath(*part.split(".")).with_suffix(".py").read_text("utf-8"))
        text = text.replace("from __future__ import annotations\n", "")
        described = _DOCSTRING.findall(text)[0].strip()
        imports |= set(_IMPORT.findall(text))
        bodies.append(f"# {described.splitlines()[0]}\n\n\n" + _IMPORT.sub("", _DOCSTRING.sub("", text)).strip())
    return "".join(sorted(imports)), tuple(bodies)


def _facts(facts: Facts) -> dict[str, Any]:
    return {
        "version": VERSION,
        "name": facts.name,
        "site_url": facts.home(),
        "site_urls": {language: facts.home(language) for language in facts.languages},
        "console_url": facts.console_url,
        "regions": [{"id": region.id, "label": _texts(region.label), "url": region.url} for region in facts.regions],
        "vendors": [_vendor(facts, vendor) for vendor in facts.vendors],
    }


def _vendor(facts: Facts, vendor: Vendor) -> dict[str, Any]:
    models = [model.id for model in facts.models_in(vendor)]
    return {
        "id": vendor.id,
        "name": vendor.name,
        "path": vendor.path,
        "model": vendor.small_model,
        "models": models,
    }


def _texts(text: str | dict[str, str]) -> dict[str, str]:
    return dict(text) if isinstance(text, dict) else {"en": text}


def _settings(facts: Facts) -> dict[str, Any]:
    """Where clients keep settings, without vendors that the gateway does not offer."""
    settings: dict[str, Any] = read_yaml(FOLDER / "settings.yml")
    offered = {vendor.id for vendor in facts.vendors}
    hosts = "|".join(re.escape(region.url.partition("://")[2].partition("/")[0]) for region in facts.regions)
    settings["built_in"] = BUILT_IN
    settings["vendors"] = {vendor.id: _dialect(dialect(vendor.id)) for vendor in facts.vendors}
    settings["files"] = [
        {**_of_offered(file, offered), "structure": _structure(file["client"], file["path"], offered, hosts)}
        for file in settings["files"]
        if _vendors_of(file) & offered
    ]
    return settings


def _structure(client: str, path: str, offered: set[str], hosts: str) -> dict[str, Any]:
    """What is known of the structure of a client's file, as far as the file alone shows it; empty: nothing is.

    Rules that speak of a vendor that the gateway does not offer are left out.
    """
    lacking = re.compile("|".join(word for one in dialects() if one.id not in offered for word in one.words) or "(?!)")
    for file in settings_files():
        if client in ([file.client] if isinstance(file.client, str) else file.client or []) and path in file.paths:
            sure = [rule for rule in file.rules if rule.level != "note" and not rule.text]
            rules = [rule for rule in sure if not lacking.search(str(rule).lower())]
            return {
                **file.model_dump(include={"providers", "chosen", "catalogue", "published", "listed", "model"}),
                "names": {place: names.model_dump() for place, names in file.names.items()},
                "rules": [_rule(rule, hosts) for rule in rules],
            }
    return {}


def _rule(rule: Rule, hosts: str) -> dict[str, Any]:
    told = rule.model_dump(include={"has", "lacks", "level", "section", "say"})
    return {**told, "has": {glob: pattern.replace("GATEWAY", hosts) for glob, pattern in rule.has.items()}}


def _dialect(dialect: Dialect) -> dict[str, Any]:
    """Its variables, and how models and one short streamed answer are asked for."""
    check = dialect.check
    name, *query = check.stream.partition("?")
    return {
        "variables": dialect.variables.model_dump(),
        "headers": dialect.headers,
        "list": dialect.path("models"),
        "ask": dialect.path(name) + "".join(query),
        "body": {**check.body, **check.stream_body},
        "end": check.end,
    }


def _of_offered(file: Mapping[str, Any], offered: set[str]) -> dict[str, Any]:
    """What is known of a client, without the vendors that the gateway does not offer."""
    by_vendor = {name: file[name] for name in ("vendor", "version") if isinstance(file.get(name), dict)}
    kept = {"at", *offered}
    return {**file, **{name: {key: of[key] for key in of if key in kept} for name, of in by_vendor.items()}}


def _vendors_of(file: Mapping[str, Any]) -> set[str]:
    return set(file["vendor"]) - {"at"} if isinstance(file["vendor"], dict) else {file["vendor"]}


@cache
def words(language: str) -> dict[str, str]:
    """What doctor.py says in a language; a language without words of its own has those of English."""
    path = FOLDER / "words" / f"{language}.yml"
    english = read_yaml(FOLDER / "words" / "en.yml")
    return {**english, **read_yaml(path)} if path.exists() else english
