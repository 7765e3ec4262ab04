"""Every page of both languages in a browser, on a phone and on a desk: its language, its lines, its marks."""

from __future__ import annotations

import re

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.project import ROOT
from gateway_docs.translation.wording import load_glossary

HAN = re.compile(r"[\u3400-\u9fff]")
#: English words in a row, where neither names nor code explain them.
ENGLISH = re.compile(r"[A-Za-z][a-z'’]+(?: [A-Za-z][a-z'’]+){2,}")
#: A half-width mark behind a Chinese character, or a full-width one with a space before it.
MARKS = re.compile(r"[\u3400-\u9fff][,;:!?](?![A-Za-z0-9/])|[\u3400-\u9fff]\((?=[\u3400-\u9fff])| [，。；：！？、）]")


def names() -> re.Pattern[str]:
    """What stays in English in every language: names of products, and of files in the atlas."""
    known = [*load_glossary(ROOT / "glossary.yml", "zh")[1], *(client.name for client in load_clients().values())]
    return re.compile("|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)))


@pytest.mark.parametrize("width", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_read_well(tours, language: str, width: str):
    known, problems = names(), []
    # The page for missing addresses searches for the words of the address, whatever their language.
    seen_pages = [page for page in tours(language) if not page.path.endswith("no/such/page/")]
    for page in seen_pages:
        seen = page.read[width]
        for kind in ("clipped", "overlapping", "wide", "breaks"):
            problems += [f"{page.path}: {kind}: {text}" for text in seen[kind]]
        for text in seen["said"]:
            problems += [f"{page.path}: {problem}" for problem in wrong_language(text, language, known)]
    assert len(seen_pages) > 25
    assert problems == [], "\n".join(problems)


def wrong_language(text: str, language: str, known: re.Pattern[str]) -> list[str]:
    if language == "en":
        return [f"Chinese text: {text.strip()[:60]}"] if HAN.search(text) else []
    left = [f"not translated: {run}" for run in ENGLISH.findall(known.sub("，", text))]
    return left + [f"marks: {text[max(0, found.start() - 12) : found.end() + 5]!r}" for found in MARKS.finditer(text)]
