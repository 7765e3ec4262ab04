"""What is known of settings files agrees with the guides, which the reader robot walks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.clients.files import SettingsFile, settings_files
from gateway_docs.pages.names import names
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml

PARSE = {".json": json.loads, ".toml": tomllib.loads}


def owners(file: SettingsFile) -> list[str]:
    return file.client if isinstance(file.client, list) else [file.client] if file.client else []


KNOWN = [(file, client) for file in settings_files() for client in owners(file) if file.paths]


def walked(content: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every entry in `content`, objects and lists as well."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, inner in items:
        yield (*path, str(name))
        yield from walked(inner, (*path, str(name)))


def fits(glob: str, path: tuple[str, ...]) -> bool:
    parts = glob.split("/") if glob else []
    return len(parts) == len(path) and all(
        part in ("*", "@") or (re.search(part[1:], name) if part[0] == "~" else part == name)
        for part, name in zip(parts, path, strict=True)
    )


def snippets(client: str, file: SettingsFile, known: dict[str, Any]) -> Iterator[list[tuple[str, ...]]]:
    """The entries of each file that the guide of `client` writes to where `file` stands."""
    wanted = {path for path in file.paths if path.startswith("~")}
    written = read_yaml(ROOT / "snippets" / client / "connect.yml")["files"]
    for source in {by[path] for by in written.values() for path in by if path in wanted}:
        path = ROOT / "snippets" / source
        if path.suffix not in (".sh", ".env"):
            text = render(path.read_text("utf-8"), known)
            content = PARSE[path.suffix](text) if path.suffix in PARSE else read_yaml(path)
            yield list(walked(content))


@pytest.mark.parametrize(("file", "client"), KNOWN, ids=lambda one: one if isinstance(one, str) else one.paths[0])
def test_guide_writes_what_is_known(file, client, facts):
    """The guide's file is recognised, and writes no name that its tool is said not to read."""
    if not (ROOT / "snippets" / client / "connect.yml").exists():
        return
    for entries in snippets(client, file, names(facts, "en")):
        assert any(fits(glob, path) for glob in file.marks for path in entries) or file.seen
        assert any(fits(glob, path) for glob in [*file.base_url, *file.key, *file.model] for path in entries)
        wrong = [
            path
            for place, told in file.names.items()
            for path in entries
            if fits(place, path[:-1]) and path[-1] in told.instead
        ]
        assert wrong == []


def test_first_path_is_the_one_of_the_guide():
    clients = load_clients()
    first = {}
    for file, client in KNOWN:
        first.setdefault(client, []).extend(file.paths)
    missing = {id: clients[id].config_file for id in first if clients[id].config_file not in [None, *first[id]]}
    assert missing == {}


def test_every_rule_speaks_each_language_and_names_a_section(facts):
    for file in settings_files():
        for rule in [*file.rules, *file.if_right]:
            assert set(rule.say) >= set(facts.languages), rule.say
            for client in owners(file):
                guide = (ROOT / "docs" / "en" / "clients" / f"{client}.md").read_text("utf-8")
                assert f"{{#{rule.section}}}" in guide
