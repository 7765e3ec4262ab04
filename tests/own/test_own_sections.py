"""Any section of any page can be an operator's own, whatever conditions stand in it and around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway_docs.pages.own_sections import merged
from gateway_docs.project import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
MINE = "## Mine {{#{}}}\n\nMy words.\n"


def depths(text: str) -> list[tuple[int, str]]:
    """Each heading with the number of conditions around it. AssertionError: one begins or ends alone."""
    depth, found = 0, []
    for line in text.splitlines():
        step = {"%% if": 1, "%% en": -1}.get(line[:5], 0)
        depth += step
        assert depth >= 0, f"{line} ends nothing"
        if re.match(r"#+ .*\{#", line):
            found.append((depth, line))
    assert depth == 0, "a condition is not ended"
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_conditions_stay_whole(page: Path):
    text = page.read_text("utf-8")
    before = depths(text)
    for section in re.findall(r"^##+ .*\{#([\w-]+)\}\s*$", text, re.MULTILINE):
        after = depths(merged(text, MINE.format(section)))
        assert {heading for heading in after if "# Mine" not in heading[1]} <= set(before), section


def test_own_section_is_there_without_the_fact():
    """Who writes the section has what it is about, whatever the facts say; what stood around several stays."""
    text = "# P {#p}\n\n## A {#a}\n\n%% if x\n## B {#b}\n\nb\n\n%% endif\n%% if y\n## C {#c}\n\n## D {#d}\n\n%% endif\n"
    assert (0, "## Mine {#b}") in depths(merged(text, MINE.format("b")))
    assert (1, "## Mine {#d}") in depths(merged(text, MINE.format("d")))
    assert (1, "## D {#d}") in depths(merged(text, MINE.format("c")))
