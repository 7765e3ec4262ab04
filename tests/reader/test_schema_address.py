"""A schema's address is the one that the client publishes, in every form in which editors take it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet
from gateway_docs.reader.schema_address import wrong_schema

RIGHT = "https://opencode.ai/config.json"
FORMS = {
    "json": '{{\n  "$schema": "{}",\n  "model": "x"\n}}\n',
    "json on one line": '{{"model":"x","$schema":"{}"}}',
    "js": "export default {{ $schema: '{}' }}\n",
    "yaml": "# yaml-language-server: $schema={}\nmodel: x\n",
    "toml": '#:schema {}\nmodel = "x"\n',
}


@pytest.fixture(scope="module")
def clients():
    return load_clients()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_address(clients, form):
    told = {
        address: list(wrong_schema(SimpleNamespace(published=form.format(address)), client))
        for address in (RIGHT, RIGHT + "x", RIGHT[:-1], RIGHT.replace("https", "http"), "")
        for client in (clients["opencode"], None)
    }
    assert [address for address, problems in told.items() if not problems] == [RIGHT]


def test_client_without_schema(clients):
    (problem,) = wrong_schema(SimpleNamespace(published=FORMS["json"].format(RIGHT)), clients["codex"])
    assert problem == f"{RIGHT} is not the schema of client.yml, which names none"


def test_every_named_schema_is_shown(clients):
    """Else client.yml says something that no page rests on."""
    for client in clients.values():
        files = [path for path in (ROOT / "snippets" / client.id).glob("*") if is_snippet(path)]
        shown = (
            any(client.config_schema.address in path.read_text("utf-8") for path in files)
            if client.config_schema
            else None
        )
        assert shown is not False, client.id
