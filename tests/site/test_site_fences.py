"""No fence is lost: what the robot follows is what readers see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pytest_examples import find_examples

from gateway_docs.facts import Facts
from gateway_docs.output.said import said_on
from gateway_docs.pages.names import names
from gateway_docs.pages.template import lines_that_stand, render
from gateway_docs.project import ROOT
from gateway_docs.reader.page import Page
from gateway_docs.reader.rendered import Block, read_html, visible

DOCS = ROOT / "docs"
FEWEST = 80


def seen(site: Path, page: Path) -> list[Block]:
    """The code blocks of the HTML that was built from `page`."""
    language, *folders = page.relative_to(DOCS).with_suffix("").parts
    steps = ["" if language == "en" else language, *folders]
    html = site.joinpath(*steps[: -1 if steps[-1] == "index" else None], "index.html")
    texts = [html.read_text("utf-8"), *said_on(site, html.relative_to(site).as_posix())]
    return [block for text in texts for block in read_html(text).blocks]


def names_on(facts: Facts, page: Path) -> Mapping[str, Any]:
    return names(facts, page.relative_to(DOCS).parts[0])


def recorded(facts: Facts, page: Page) -> Iterator[str]:
    """The recorded errors on a page."""
    for name in page.recorded:
        text = (ROOT / "snippets/errors" / f"{name}.txt").read_text("utf-8")
        yield visible(render(text, names_on(facts, page.path)))


def test_fences_are_what_readers_see(site, pages, facts):
    known = {page.path: Counter(visible(fence.source) for fence in page.fences) for page in pages}
    for page in pages:
        known[page.path].update(recorded(facts, page))
    assert known == {path: Counter(visible(block.text) for block in seen(site, path)) for path in known}


def test_pytest_examples_finds_no_more(fences, facts):
    stand = {path: lines_that_stand(path.read_text("utf-8"), names_on(facts, path)) for path in fences}
    ours = {(path, fence.line): visible(fence.raw) for path, found in fences.items() for fence in found}
    theirs = {
        (found.path, found.start_line): visible(found.source)
        for found in find_examples(str(DOCS))
        if found.start_line in stand[found.path]  # a gateway without chat shows others
    }
    assert theirs
    assert theirs.items() <= ours.items()


def test_fences_are_many(fences):
    assert sum(map(len, fences.values())) >= FEWEST
