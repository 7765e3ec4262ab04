"""Whatever is wrong in gateway.yml is told with file, line, key, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest import param

from gateway_docs.facts import FactsError, load_facts

# id: what is replaced, by what, and what the message says after file and line. The wrong line is the last of the edit.
EDITS = [
    param("currency: USD", "currency: USD: EUR", "is not valid YAML: mapping values are not allowed", id="syntax"),
    param("  - id: eu", "\t- id: eu", "is not valid YAML: found character '\\t'", id="tab"),
    param(
        "currency: USD", "currency: USD\ncurency: EUR", "curency: is not a known key; allowed here: name, ", id="key"
    ),
    param(
        "    path: /v1",
        "    path: /v1\n    route: /v1",
        "vendors[0].route: is not a known key; allowed here: id, name, path, ",
        id="nested-key",
    ),
    param(", output: 30.00}", "}", "models[0].price.output: is missing; every one of these is needed: ", id="missing"),
    param("hours: 8", "hours: eight", "support.first_answer_hours: must be a valid integer; found 'eight'", id="type"),
    param(
        "context: 400000", "context: 0400000", "models[0].context: must be a valid integer; found '0400000'", id="octal"
    ),
    param(
        "clients: [claude-code]",
        "clients: codex",
        "vendors[1].groups[1].clients: must be a valid list; found 'codex'",
        id="list",
    ),
    param("{en: Europe, zh: 欧洲}", "{zh: 欧洲}", "regions[1].label: needs a text for en", id="no-english"),
    param(
        "- id: eu", "- id: global", "regions[1].id: is used twice: each id must be different; found 'global'", id="id"
    ),
    param("currency: USD", "currency: USD\ncurrency: EUR", "the key 'currency' stands twice", id="duplicate-key"),
    param("https://eu.", "http://eu.", "regions[1].url: must begin with https://; found 'http://eu.", id="http"),
    param("//eu.api.gateway.example", "//eu.test/v1", "regions[1].url: must not end in a version", id="v1"),
    param("//eu.api.gateway.example", "//eu.test/", "regions[1].url: must not end in /", id="slash"),
    param("https://eu.api", "https://eu.$(x)", "regions[1].url: must consist of letters, digits, ", id="shell-code"),
    param("https://eu.api", "https://:secret@eu", "regions[1].url: must be an address only: no user", id="password"),
    param("name: Demo Gateway", "name: 'The \"best\"'", "name: must be one line without double quotes", id="name"),
    param("name: Demo Gateway", "name: 'A<script>alert(1)</script>'", "name: is text, not markup: ", id="script"),
    param("name: OpenAI", "name: '[OpenAI](javascript:alert(1))'", "vendors[0].name: is text, not markup", id="link"),
    param("value: support@", "value: a|support@", "contacts[0].value: is text, not markup: ", id="table-cell"),
    param("zh: 欧洲", 'zh: "欧\u202e洲"', "regions[1].label: must not hold the invisible character U+202E", id="bidi"),
    param("zh: 欧洲", 'zh: "欧\u200b洲"', "regions[1].label: must not hold the invisible", id="zero-width"),
    param("{en: Europe,", "{en: '&lt;b&gt;',", "regions[1].label: is text, not markup", id="entity"),
    param("{en: Europe,", "{en: '{: onclick=x }',", "regions[1].label: is text, not markup", id="attributes"),
    param("{en: Europe,", "{en: '[= name =]',", "regions[1].label: is text, not markup", id="template"),
    param(
        "url: mailto:support",
        "url: javascript:alert(1)//",
        "contacts[0].url: must begin with https://",
        id="javascript",
    ),
    param("url: mailto:support", 'url: mailto:a)b"c', "contacts[0].url: must be written with %20", id="url-quotes"),
    param("input: 5.00", "input: -5.00", "models[0].price.input: must be greater than or equal to 0", id="negative"),
    param("input: 5.00", 'input: "5.00"', "models[0].price.input: must be a number, for example 0.9", id="quoted"),
    param("multiplier: 0.9\n", "multiplier: 0,9\n", "vendors[0].groups[0].multiplier: must be a number", id="comma"),
    param(
        "groups: [openai-standard, openai-priority]",
        "groups: [openai-standard, claude-standard]",
        "models[0].groups[1]: must be a group of the vendor openai: openai-standard, openai-priority; found 'claude-",
        id="group",
    ),
    param(
        "    default_model: gpt-5.5",
        "    default_model: gpt-5.6-sol",
        "vendors[0].default_model: must be an available chat model of the group openai-standard: gpt-5.5, ",
        id="default-model",
    ),
    param(
        "ends: 2027",
        "ends: 2025",
        "promotions[0].ends: must not be before it starts (2026-11-01); found ",
        id="promotion",
    ),
    param(
        "ends: 2027-01-31", "ends: 2027-02-30", "promotions[0].ends: must be a date that exists, for example", id="date"
    ),
    param("name: Demo", "name: Demo\x07", "is not valid YAML: unacceptable character #x0007", id="control-character"),
    param("name: OpenAI", "name: *other", "uses the alias *other: write the value out", id="alias"),
    param(
        "name: OpenAI",
        "name: !env NAME",
        "is not valid YAML: could not determine a constructor for the tag '!env'",
        id="tag",
    ),
]


# id: the bytes of the whole file, made from the demo's text, and the message after the file's name.
FILES = [
    param(lambda text: text.encode("utf-16"), ":1: is not UTF-8 (byte 0xff): save the file as UTF-8", id="utf-16"),
    param(lambda _: "name: a\nlabel: 球".encode("gbk"), ":2: is not UTF-8 (byte 0xc7): save the file", id="gbk"),
    param(lambda _: "", ":1: must hold keys and values, found nothing; allowed keys: name, site_url", id="empty"),
    param(lambda _: "- name: a\n", ":1: must hold keys and values, found a list; allowed keys: name", id="list"),
    param(lambda text: text + "#" * 200_000, ": is larger than 200000 bytes: is it the right file?", id="large"),
    param(lambda _: "a: " + "[" * 600 + "]" * 600, ":1: is nested too deeply: is it the right file?", id="deep"),
]


def problems(path: Path) -> list[str]:
    """What load_facts says about `path`, a line per problem, without the file's name."""
    with pytest.raises(FactsError) as caught:
        load_facts(path)
    return [line.removeprefix(str(path)) for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(("old", "new", "said"), EDITS)
def test_wrong_fact(write, demo, old, new, said):
    line = demo[: demo.index(old)].count("\n") + 1 + new.strip().count("\n")
    (problem,) = problems(write(demo.replace(old, new, 1)))
    assert problem.startswith(f":{line}: {said}")


@pytest.mark.parametrize(("content", "said"), FILES)
def test_wrong_file(write, demo, content, said):
    (problem,) = problems(write(content(demo)))
    assert problem.startswith(said)


def test_missing_key_names_block(write, demo):
    line = demo[: demo.index("  - id: anthropic")].count("\n") + 1
    (problem,) = problems(write(demo.replace("    default_group: claude-standard\n", "")))
    assert problem.startswith(f":{line}: vendors[1].default_group: is missing; ")


def test_all_problems_at_once(write, demo):
    text = demo.replace("currency: USD", "currency: usd").replace("//eu.", "//eu ").replace("2027-01-31", "soon")
    keys = [problem.split(": ")[1] for problem in problems(write(text))]
    assert keys == ["currency", "regions[1].url", "promotions[0].ends"]


def test_contradictions_at_once(write, demo):
    text = demo.replace("id: eu\n", "id: asia\n").replace("ends: 2027", "ends: 2025")
    keys = [problem.split(": ")[1] for problem in problems(write(text))]
    assert keys == ["regions[2].id", "promotions[0].ends"]


def test_missing_file(tmp_path):
    assert problems(tmp_path / "absent.yml") == [": cannot be read: No such file or directory"]


def test_directory(tmp_path):
    assert problems(tmp_path) == [": cannot be read: Is a directory"]


def test_change_is_read(write, demo):
    load_facts(write(demo))
    assert load_facts(write(demo.replace("Demo Gateway", "Other Gateway"))).name == "Other Gateway"
