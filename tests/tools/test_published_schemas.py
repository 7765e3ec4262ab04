"""What the check of settings says that a tool reads is what the installed tool says of itself."""

from __future__ import annotations

import json
import mmap
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.clients.files import SettingsFile, settings_files
from gateway_docs.environments import environments_of


def file_of(client: str) -> SettingsFile:
    return next(file for file in settings_files() if client in (file.client or []))


@pytest.fixture(scope="module")
def schemas(tmp_path_factory) -> dict[str, Any]:
    """Of the API of opencode, which takes and gives its settings: the tool prints them."""
    (environment,) = environments_of("opencode")
    home = tmp_path_factory.mktemp("home")
    command = [environment.folder / "node_modules/.bin/opencode", "generate"]
    told = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(command, env=told, cwd=home, capture_output=True, encoding="utf-8", timeout=HANGING_SECONDS)
    return json.loads(ended.stdout)["components"]["schemas"]


def forms(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    yield schema
    for other in [*schema.get("anyOf", ()), *schema.get("allOf", ())]:
        yield from forms(other, schemas)


def holds(schemas: dict[str, Any], path: str) -> bool:
    """Whether the settings have a place for `path`, a glob of the check."""
    here = [schemas["Config"]]
    for name in path.split("/"):
        known = [form for schema in here for form in forms(schema, schemas)]
        rest = "additionalProperties" if name in ("*", "@") else None
        found = [form.get(rest) if rest else form.get("properties", {}).get(name) for form in known]
        here = [schema for schema in found if isinstance(schema, dict)]
    return bool(here)


@pytest.mark.walk
def test_places_are_in_the_schema_of_opencode(schemas):
    file = file_of("opencode")
    places = {*file.base_url, *file.key, *file.model, file.chosen, file.providers}
    assert {place for place in places if place and not holds(schemas, place)} == set()


@pytest.mark.walk
def test_mistaken_names_are_not_in_the_schema_of_opencode(schemas):
    mistaken = {
        f"{place}/{name}".lstrip("/") for place, names in file_of("opencode").names.items() for name in names.instead
    }
    assert {path for path in mistaken if holds(schemas, path)} == set()


def read_by(client: str) -> set[bytes]:
    """The names that the check takes for read, in files that the tool itself reads."""
    files = [file for file in settings_files() if client in [file.client, *(file.client or [])] and not file.name]
    places = [place for file in files for place in (*file.base_url, *file.key, *file.key_variable, *file.model)]
    known = [name for file in files for names in file.names.values() for name in names.known]
    named = [name for place in places for name in place.split("/") if name[:1] not in "*@~"]
    return {name.encode() for name in (*named, *known)}


@pytest.mark.parametrize(
    "client",
    [
        *("aider", "claude-code", "cline", "codex", "continue", "gemini-cli", "kilo-code", "litellm", "openclaw"),
        *("opencode", "qwen-code"),
    ],
)
def test_names_stand_in_the_tool(client):
    left = read_by(client)
    (environment, *_) = environments_of(client)
    for path in sorted(environment.folder.rglob("*")):
        if left and path.is_file() and path.stat().st_size and path.suffix not in (".md", ".map"):
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as program:
                left = {name for name in left if program.find(name) < 0}
    assert left == set()
