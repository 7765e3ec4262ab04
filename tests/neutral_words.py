"""What only the neutral gateway says, to be looked for where a gateway's software is known."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from gateway_docs.software import CATALOGUE

#: How the neutral gateway begins what it says, where that is told from any other's words.
_BEGINNINGS = {one.message.partition("{")[0].strip() for one in CATALOGUE.values() if one.of == "gateway"}
NEUTRAL_WORDS = sorted(words for words in _BEGINNINGS if len(words) > 15)


def shown(html: str, recorded: str = "|pre") -> str:
    """The text outside of what was recorded, or all of it."""
    return unescape(re.sub(rf"<(script|style|svg|template{recorded})\b.*?</\1>", "", html, flags=re.DOTALL))


def neutral_words_in(site: Path) -> list[tuple[str, str]]:
    """(page, words) for all that a built site shows of them."""
    pages = {str(page.relative_to(site)): shown(page.read_text("utf-8"), "") for page in site.rglob("*.html")}
    assert len(pages) > 20
    return [(page, words) for page, text in pages.items() for words in NEUTRAL_WORDS if words in text]
