"""No fence is lost: what the robot follows is what readers see."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pytest_examples import find_examples

from gateway_docs.project import ROOT
from gateway_docs.reader.rendered import Block, read_html, visible

DOCS = ROOT / "docs"
FEWEST = 80


def seen(site: Path, page: Path) -> list[Block]:
    """The code blocks of the HTML that was built from `page`."""
    language, *folders = page.relative_to(DOCS).with_suffix("").parts
    steps = ["" if language == "en" else language, *folders]
    html = site.joinpath(*steps[: -1 if steps[-1] == "index" else None], "index.html")
    return [block for block in read_html(html.read_text("utf-8"))[0] if not block.recording]


def test_fences_are_what_readers_see(site, fences):
    followed = {path: Counter(visible(fence.source) for fence in found) for path, found in fences.items()}
    assert followed == {path: Counter(visible(block.text) for block in seen(site, path)) for path in fences}


def test_pytest_examples_finds_no_more(fences):
    ours = {(path, fence.line): visible(fence.raw) for path, found in fences.items() for fence in found}
    theirs = {(found.path, found.start_line): visible(found.source) for found in find_examples(str(DOCS))}
    assert theirs
    assert theirs.items() <= ours.items()


def test_fences_are_many(fences):
    assert sum(map(len, fences.values())) >= FEWEST
