"""Whatever is wrong in gateway.yml is told with file, line, key, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest import param

from gateway_docs.facts import FactsError, load_facts
from gateway_docs.project.yaml_files import read_yaml

EDITS = read_yaml(Path(__file__).with_name("wrong-facts.yml"))
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


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_wrong_fact(write, demo, edit):
    line = demo[: demo.index(edit["text"])].count("\n") + 1 + edit["becomes"].strip().count("\n")
    (problem,) = problems(write(demo.replace(edit["text"], edit["becomes"], 1)))
    assert problem.startswith(f":{line}: {edit['says']}")


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
