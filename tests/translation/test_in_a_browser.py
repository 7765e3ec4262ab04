"""Every page of both languages in a browser, on a phone and on a desk: its language, its lines, its marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gateway_docs.browser import visit
from gateway_docs.clients import ROOT, load_clients
from gateway_docs.translation.wording import load_glossary

SEEN = Path(__file__).with_name("seen.js").read_text("utf-8")
#: A reader's browser lays out what is far below when it comes near; here all of it is laid out at once.
LAY_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(sheet);
    return new Promise(requestAnimationFrame);
}"""
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
HAN = re.compile(r"[\u3400-\u9fff]")
#: English words in a row, where neither names nor code explain them.
ENGLISH = re.compile(r"[A-Za-z][a-z'’]+(?: [A-Za-z][a-z'’]+){2,}")
#: A half-width mark behind a Chinese character, or a full-width one with a space before it.
MARKS = re.compile(r"[\u3400-\u9fff][,;:!?](?![A-Za-z0-9/])|[\u3400-\u9fff]\((?=[\u3400-\u9fff])| [，。；：！？、）]")


def pages(site: Path, language: str) -> list[str]:
    """Addresses of the pages of a language, from the root of the site; redirections have none."""
    folder = site / "zh" if language == "zh" else site
    other = site / "zh" if language == "en" else site / "none"
    found = [path for path in sorted(folder.rglob("*.html")) if not path.is_relative_to(other)]
    redirects = {path for path in found if 'http-equiv="refresh"' in path.read_text("utf-8")}
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in found if path not in redirects]


def names() -> re.Pattern[str]:
    """What stays in English in every language: names of products, and of files in the atlas."""
    known = [*load_glossary(ROOT / "glossary.yml", "zh")[1], *(client.name for client in load_clients().values())]
    return re.compile("|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_read_well(browser: Browser, site: Path, address: str, language: str, width: str):
    known, problems = names(), []
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    with browser.new_context(viewport=size, service_workers="block") as context:
        page, listed = context.new_page(), pages(site, language)
        for name in listed:
            visit(page, address + name)
            page.evaluate(LAY_OUT)
            seen = page.evaluate(SEEN)
            for kind in ("clipped", "overlapping", "wide", "breaks"):
                problems += [f"{name}: {kind}: {text}" for text in seen[kind]]
            for text in seen["said"]:
                problems += [f"{name}: {problem}" for problem in wrong_language(text, language, known)]
    assert len(listed) > 25
    assert problems == [], "\n".join(problems)


def wrong_language(text: str, language: str, known: re.Pattern[str]) -> list[str]:
    if language == "en":
        return [f"Chinese text: {text.strip()[:60]}"] if HAN.search(text) else []
    left = [f"not translated: {run}" for run in ENGLISH.findall(known.sub("，", text))]
    return left + [f"marks: {text[max(0, found.start() - 12) : found.end() + 5]!r}" for found in MARKS.finditer(text)]
