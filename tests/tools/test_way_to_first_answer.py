"""How much a beginner on Windows reads from the front page to a working tool: two minutes, at 225 words a minute."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from gateway_docs.measure.browser import visit

MOST_WORDS = 450
#: What is to be seen of an article from its start up to a heading.
SEEN = """([start, stop]) => {
    const range = document.createRange();
    range.setStartBefore(document.querySelector(start));
    range.setEndBefore(document.querySelector(stop));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString();
}"""


@pytest.mark.parametrize(("name", "client"), [("Claude Code", "claude-code"), ("Codex", "codex")])
def test_beginner_on_windows_reads_two_minutes(page: Page, address: str, name: str, client: str):
    """The front page up to what one needs, a guide up to the answer, and how to make a key: two links and a tab."""
    visit(page, address)
    front = page.evaluate(SEEN, ["article h1", "#what-you-need"])
    page.locator("article").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(f"**/clients/{client}/")
    guide = seen_of_guide(page, client)
    page.locator("article").get_by_role("link", name="key", exact=True).first.click()
    page.wait_for_url("**/api-keys/#create-key")
    key = page.evaluate(SEEN, ["#create-key", "#create-key ~ h2"])
    words = sum(len(text.split()) for text in (front, guide, key))
    print(f"{name}: {words} words, two links and a tab")
    assert "PowerShell" in guide
    assert "console" in key
    assert words <= MOST_WORDS


def seen_of_guide(page: Page, client: str) -> str:
    """What Claude Code's guide recommends stands in its tab for files; Codex has a variable besides."""
    tab = "Settings file" if client == "claude-code" else "Windows PowerShell"
    page.get_by_text(tab, exact=True).locator("visible=true").first.click()
    return page.evaluate(SEEN, ["article h1", "#model"])
