"""Snippets, clients and pages belong together: none without the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway_docs.clients import ROOT, load_clients

SNIPPETS = ROOT / "snippets"
PAGES = ROOT / "docs/en"
INCLUDE = re.compile(r'^\s*--8<-- "([^":]+)', re.MULTILINE)


def test_every_snippet_is_shown():
    kept = {path.relative_to(SNIPPETS).as_posix() for path in SNIPPETS.rglob("*") if path.is_file()}
    shown = {name for page in PAGES.rglob("*.md") for name in INCLUDE.findall(page.read_text("utf-8"))}
    assert shown == {name for name in kept if Path(name).name != "client.yml"}


def test_every_client_has_a_page():
    pages = {path.stem for path in (PAGES / "clients").glob("*.md")} - {"index"}
    assert pages == set(load_clients())


@pytest.mark.parametrize("client", load_clients().values(), ids=lambda client: client.id)
def test_client_is_locked(client):
    assert client.package is None or re.fullmatch(r"\d+\.\d+\.\d+", client.version)


@pytest.mark.parametrize("client", load_clients().values(), ids=lambda client: client.id)
def test_client_knows_its_vendors(client):
    assert set(client.base_url) == set(client.key_variable) == set(client.vendors)
