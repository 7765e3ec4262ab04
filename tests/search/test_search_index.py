"""The files that the search reads."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from gateway_docs.output.fingerprints import folders
from gateway_docs.project import ROOT
from gateway_docs.search import index as index_module
from gateway_docs.search.extract import WORD, sections
from gateway_docs.search.knowledge import knowledge

LANGUAGES = ("en", "zh")
MOST_BYTES = 80_000


def packed(path):
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize("language", LANGUAGES)
def test_engine_and_index_are_light(site, language):
    assets = site / folders(site)["assets"]
    engine = packed(assets / "search-start.js") + packed(assets / "search/box.js")
    assert engine + packed(site / folders(site)["search"] / f"{language}.json") < MOST_BYTES


@pytest.fixture
def index(site):
    folder = site / folders(site)["search"]
    return {language: json.loads((folder / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}


def on_shelves(site, language):
    return [
        json.loads(path.read_text("utf-8")) for path in (site / folders(site)["search"] / language).glob("page-*.json")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_found(site, index, language):
    pages = [*index[language]["pages"], *(shelf["page"] for shelf in on_shelves(site, language))]
    prefix = "" if language == "en" else f"{language}/"
    docs = ROOT / "docs" / language
    written = {path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md")}
    assert {page["url"] for page in pages} == {
        prefix + re.sub(r"(^|/)index$", r"\1", name).rstrip("/") + ("" if name == "index" else "/") for name in written
    }


def test_knowledge_names_existing_sections(index):
    anchors = {*index["en"]["sections"]["anchor"]}
    known = knowledge()
    named = {
        id
        for id, asked in known.sections.items()
        if not id.startswith("*") and (asked.inside("en") or asked.answered_by)
    }
    named |= {id for signal in [*known.signals, *known.gateways] for id in signal.sections}
    folded = {id for id, asked in known.sections.items() if asked.answered_by}
    assert named - folded <= anchors
    assert {known.sections[id].answered_by for id in folded} <= anchors
    assert not folded & anchors


def test_recorded_errors_are_indexed(site, index):
    """What a tool prints first stands in the index, but for one of five words."""
    shelves = [text for shelf in on_shelves(site, "en") for text in shelf["sections"]["text"]]
    texts = [*index["en"]["sections"]["text"], *shelves]
    held = [{*WORD.findall(text)} for text in texts]
    recordings = sorted((ROOT / "snippets/errors").rglob("*.txt"))
    lines = [line for path in recordings for line in path.read_text("utf-8").splitlines()[:1] if "[=" not in line]
    said = [{*WORD.findall(line)} for line in lines]
    missing = [
        line
        for line, words in zip(lines, said, strict=True)
        if all(len(words - text) * 5 >= len(words) for text in held)
    ]
    assert lines and missing == []


def test_pages_without_room_are_found(build_site, tmp_path, monkeypatch, ask):
    monkeypatch.setattr(index_module, "PAGES_BYTES", 25_000)
    (tmp_path / "gateway.yml").write_text((ROOT / "gateway.yml").read_text("utf-8") + "\nlanguages: [en]\n", "utf-8")
    site = build_site(tmp_path / "gateway.yml", tmp_path / "site")
    assert on_shelves(site, "en")
    answers = ask(site, "en", ["codex config.toml", "gemini python sdk http_options", "claude code settings.json"])
    assert [answer["found"][0]["url"] for answer in answers] == [
        "clients/codex/",
        "clients/gemini-sdk/",
        "clients/claude-code/",
    ]
    # Each of these is a property of every object.
    for answer in ask(site, "en", ["constructor", "__proto__", "toString", "hasOwnProperty valueOf", "isPrototypeOf"]):
        assert answer["found"]


def test_sections_of_a_page():
    html = """<h1 id="a">One<a class="headerlink" href="#a">¶</a></h1><p>First <code>x</code>.</p>
      <h2 id="b">Two</h2><div class="language-text highlight"><pre><code>error: 1</code></pre></div>
      <p>curl:</p><div class="language-text highlight"><pre><code>2 error</code></pre></div>
      <div class="language-bash highlight"><pre><code>export A=1</code></pre></div>
      <table><tr><td>401<br>403</td><td>Key</td></tr></table><h3>No id</h3><p>Last</p>"""
    one, two = sections(html)
    assert (one.anchor, one.title, one.texts) == ("a", "One", ["First x."])
    assert (two.title, two.texts, two.code) == ("Two", ["error: 1", "401 403 · Key", "No id", "Last"], ["export A=1"])
