"""YAML means what version 1.2 says, in facts, in client.yml, in locales, in front matter."""

from __future__ import annotations

import math
from datetime import date

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from gateway_docs.facts import load_facts
from gateway_docs.facts.positions import read_located
from gateway_docs.pages import locale
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import Loader, parse_yaml, to_yaml
from gateway_docs.translation.sections import read_page

TEXTS = """
    On on OFF Yes no NO y n nUll tRue 1:30 190:20:30 1_000 0b11 0o8 -0x1 2026-01-01 2001-12-14t21:59:43.10-05:00
    = << 1.2.3 1e + -. . 0x 0o --1 .infinity 685.230_15
""".split()
VALUES = {
    **{"true": True, "False": False, "TRUE": True, "~": None, "Null": None, "": None},
    **{"0": 0, "010": 10, "-08": -8, "+12": 12, "0o14": 12, "0xfF": 255, "12345678901234567890": 12345678901234567890},
    **{"1.0": 1.0, "1e3": 1000.0, "-1.5E-2": -0.015, ".5": 0.5, "5.": 5.0},
    **{"-.inf": -math.inf, ".INF": math.inf},
}


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text):
    assert parse_yaml(f"a: {text}") == {"a": text}
    assert parse_yaml(f"{text}: a") == {text: "a"}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text, value):
    read = parse_yaml(f"[{text or 'null'}, {{a: {text}}}]")
    assert read == [value, {"a": value}]
    assert type(read[0]) is type(value)


@pytest.mark.parametrize("text", [*TEXTS, *VALUES])
def test_written_for_both_versions(text):
    written = to_yaml({"a": text})
    assert parse_yaml(written) == yaml.safe_load(written) == {"a": text}  # noqa: TID251


def test_key_twice():
    with pytest.raises(yaml.YAMLError, match=r"the key 'b' stands twice\n.*line 3"):
        parse_yaml("a:\n  b: 1\n  b: 2\n")


def test_line_of_what_cannot_be_read():
    with pytest.raises(yaml.YAMLError, match="line 2, column 4"):
        parse_yaml(f"a: 1\nb: {'9' * 5000}\n")
    assert read_located("a:\n  - b: 0.10\n").lines["a", 0, "b"] == 2


def test_facts(write, demo):
    facts = load_facts(write(demo.replace("{en: Europe,", "{en: No,").replace("context: 400000", "context: 0400000")))
    assert facts.regions[1].label["en"] == "No"
    assert facts.models[0].context == 400000
    assert facts.promotions[0].starts == date(2026, 11, 1)


def test_headings_of_the_table_of_clients():
    for language in ("en", "zh"):
        assert all(isinstance(heading, str) for heading in locale.words(language)["clients"]["heading"])


def test_front_matter(tmp_path):
    """Also where MkDocs reads it."""
    (tmp_path / "a.md").write_text("---\ntitle: On\nday: 2026-01-01\nhide: [No]\n---\n\n# A page\n", "utf-8")
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(tmp_path), "plugins": []})
    config.validate()
    page = Page(None, File("a.md", str(tmp_path), str(tmp_path), use_directory_urls=True), config)
    page.read_source(config)
    assert page.meta == read_page(tmp_path / "a.md")[1] == {"title": "On", "day": "2026-01-01", "hide": ["No"]}


def test_settings_of_mkdocs():
    """MkDocs reads them by version 1.1, so nothing in them may mean something else there."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert meanings(yaml.compose(text, yaml.SafeLoader)) == meanings(yaml.compose(text, Loader))


def meanings(node: yaml.Node | tuple) -> list[tuple[str, str]]:
    """Each scalar with its tag."""
    if isinstance(node, yaml.ScalarNode):
        return [(node.value, node.tag)]
    return [meaning for inner in (node if isinstance(node, tuple) else node.value) for meaning in meanings(inner)]
