"""Settings files that are there already keep what is theirs, and come back byte for byte."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from settings_cases import BROKEN, FILES, WRITINGS

from gateway_docs.connect.assemble import known_clients
from gateway_docs.connect.parts.json_reading import FORMS, JsonReader
from gateway_docs.connect.parts.merging import line_marks, merge, without
from gateway_docs.connect.parts.text_files import LeftAlone
from gateway_docs.doctor.parts.formats import parse_dotenv
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import parse_yaml, read_yaml

CLIENTS = known_clients(load_facts(ROOT / "gateway.yml"))
WORDS = read_yaml(ROOT / "gateway_docs/connect/words/en.yml")
CASES = [pytest.param(*case[1:], write, id=f"{case[0]} {name}") for case in FILES for name, write in WRITINGS.items()]


def content(text: bytes, form: str) -> Any:
    """What a file says, read by a parser of its own where there is one."""
    plain = text.decode("utf-8-sig")
    if form in FORMS:
        return json.loads(plain) if form == "json" else JsonReader(plain, form).read().plain()
    return {"toml": tomllib.loads, "yaml": parse_yaml, "dotenv": parse_dotenv}[form](plain.replace("\r\n", "\n"))


def holds(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(name in found and holds(found[name], wanted[name]) for name in wanted)
    if isinstance(wanted, list):
        return all(any(type(one) is type(entry) and holds(one, entry) for one in found) for entry in wanted)
    return found == wanted


def keeps(found: Any, old: Any, wanted: Any) -> bool:
    """Whether all of `old` is still there but for what `wanted` says in its place."""
    if isinstance(old, dict):
        wanted = wanted if isinstance(wanted, dict) else {}
        return all(name in found and keeps(found[name], old[name], wanted.get(name)) for name in old)
    if isinstance(old, list):
        return all(any(one == entry for one in found) or _replaced(entry) for entry in old)
    return found == old or (wanted is not None and found == wanted)


def _replaced(entry: Any) -> bool:
    return isinstance(entry, str) and entry.startswith("GEMINI_API_BASE=")


@pytest.mark.parametrize(("client", "vendor", "text", "write"), CASES)
def test_merged_and_taken_back(client, vendor, text, write):
    file, old = CLIENTS[client]["vendors"][vendor]["files"][0], write(text)
    form, wanted = file["form"], file["text"]
    new = merge(old, wanted, form, client)
    said = content(new, form)
    assert holds(said, content(wanted.encode(), form))
    assert keeps(said, content(old, form), content(wanted.encode(), form))
    comments = [line for line in text.splitlines() if line.strip().startswith(("#", "//"))]
    assert all(line in new.decode() for line in comments)
    assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in old:
        assert new.count(b"\n") == new.count(b"\r\n")
    assert merge(new, wanted, form, client) == new
    assert without(old, line_marks(new), new, form) == old


def test_a_hundred_files():
    assert len(CASES) >= 100


@pytest.mark.parametrize(
    ("client", "vendor", "text", "line", "words"),
    [pytest.param(*case[1:], id=f"{case[0]} {case[1]}") for case in BROKEN],
)
def test_what_cannot_be_read_is_left_alone(client, vendor, text, line, words):
    file = CLIENTS[client]["vendors"][vendor]["files"][0]
    with pytest.raises(LeftAlone) as left:
        merge(text, file["text"], file["form"], client)
    assert left.value.line == line
    assert words in WORDS[left.value.reason]


def test_left_alone_is_told(run, gateway, home):
    (home / ".claude").mkdir()
    (home / ".claude/settings.json").write_bytes(broken := b'{\n  "env": {"A": "b",}\n}\n')
    said = run("claude-code", "--region", "eu", key=gateway.keyring.key("anthropic"))
    assert said.status == 1
    assert "~/.claude/settings.json was not changed. Line 2: there is an extra comma" in said.output
    assert "/clients/claude-code/" in said.output
    assert (home / ".claude/settings.json").read_bytes() == broken
    assert sorted(path.name for path in home.rglob("*")) == [".claude", "settings.json"]


def test_names_of_another_gateway():
    """Its name has an apostrophe and an ampersand; every file can still be merged into one that is there."""
    for id_, client in known_clients(load_facts(ROOT / "tests/site/other-gateway.yml")).items():
        for file in (file for vendor in client["vendors"].values() for file in vendor["files"]):
            listed = file["text"].startswith("-")
            old = b"- name: x\n" if listed else b"{}" if file["form"] in FORMS else b"# mine\n"
            new = merge(old, file["text"], file["form"], id_)
            if file["form"] != "profile":
                assert holds(content(new, file["form"]), content(file["text"].encode(), file["form"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# mine\nOTHER=1", '# mine\nOTHER=1\nA="x"\nB="y"\n'),
        ("export A=old # note\nB='z'\nA=older\n", 'export A="x"\nB="y"\nA="x"\n'),
        ("X=1\r\n", 'X=1\r\nA="x"\r\nB="y"\r\n'),
    ],
)
def test_env_files(old, new):
    assert merge(old.encode(), 'A="x"\nB="y"\n', "dotenv", "").decode() == new


def test_env_value_over_lines():
    with pytest.raises(LeftAlone):
        merge(b'KEY="one\ntwo"\n', 'A="x"\n', "dotenv", "")
