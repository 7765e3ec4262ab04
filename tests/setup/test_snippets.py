"""Snippets, clients and pages belong together: none without the other."""

from __future__ import annotations

import re

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.environments import environments, environments_of
from gateway_docs.environments.environment import normal
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet

SNIPPETS = ROOT / "snippets"
PAGES = ROOT / "docs/en"
INCLUDE = re.compile(r'^\s*--8<-- "([^":]+)', re.MULTILINE)


def test_every_snippet_is_shown():
    files = [path for path in SNIPPETS.rglob("*") if path.is_file() and is_snippet(path) and path.name != "seen.yml"]
    files = [path for path in files if "software" not in path.parts]  # the same errors again: see tests/software
    kept = {path.relative_to(SNIPPETS).as_posix() for path in files}
    shown = {name for page in PAGES.rglob("*.md") for name in INCLUDE.findall(page.read_text("utf-8"))}
    # Pages show recorded errors by include or by the names of the atlas: see tests/atlas.
    recorded = {name for name in shown | kept if name.startswith("errors/")}
    assert shown - recorded == kept - recorded


def test_every_client_has_a_page():
    pages = {path.stem for path in (PAGES / "clients").glob("*.md")} - {"index"}
    assert pages == set(load_clients())


@pytest.mark.parametrize("client", load_clients().values(), ids=lambda client: client.id)
def test_client_is_locked_as_pinned(client):
    locked = {environment.id: environment.pins() for environment in environments_of(client.id)}
    assert locked == {id_: dict(map(pin, packages)) for id_, packages in client.environments().items()}, (
        f"run scripts/lock {client.id}"
    )


def pin(package: str) -> tuple[tuple[str, str], str]:
    """`pypi:llm==0.36` as environments know it: ("pypi", "llm"), "0.36"."""
    ecosystem, _, requirement = package.partition(":")
    name, version = re.fullmatch(r"(.+?)(?:\[.*\])?(?:==|(?<=.)@)([^@=]+)", requirement).groups()
    return (ecosystem, normal(name) if ecosystem == "pypi" else name), version


def test_every_lock_belongs_to_a_client():
    assert {environment.client for environment in environments()} <= set(load_clients())
