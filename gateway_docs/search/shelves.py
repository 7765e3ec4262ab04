"""Pages for which the index has no room: a directory of their words, and a file for each page.

The browser looks up the words of a query, fetches the few pages that hold most of them, and ranks these with the rest.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

#: A file of the directory holds about so many characters.
DRAWER = 16_000
#: Words in more than this part of the pages tell nothing about a page.
COMMON = 0.4
FEW = 20
HAN = "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134a"
WORD = re.compile(rf"(?=([{HAN}]{{2}}))|((?:(?![{HAN}])[^\W_])+)")
#: The browser knows which words have one stem. They share so many characters and so one file.
STEM = 3


def write_shelves(folder: Path, pages: list[tuple[dict[str, Any], dict[str, list[Any]]]]) -> dict[str, Any]:
    """Writes each page with its sections, and the directory. Returns what finds them: first words, number of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (page, sections) in enumerate(pages):
        _write(folder / f"page-{number}.json", {"page": page, "sections": sections})
    drawers = _drawers(_directory(pages))
    for number, drawer in enumerate(drawers):
        _write(folder / f"terms-{number}.json", drawer)
    return {"first": [next(iter(drawer))[:STEM] for drawer in drawers], "pages": len(pages)}


def words(text: str) -> list[str]:
    """Words in lower case, and pairs of Chinese characters."""
    return [pair or word for pair, word in WORD.findall(unicodedata.normalize("NFKC", text).lower())]


def _directory(pages: list[tuple[dict[str, Any], dict[str, list[Any]]]]) -> dict[str, list[int]]:
    """word -> page, weight, page, weight, ... with weights from 1 to 9. A common word finds the pages named by it."""
    found: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for number, (page, sections) in enumerate(pages):
        counts = Counter(
            word for name in ("title", "text", "code", "asked") for word in words(" ".join(sections[name]))
        )
        names = words(" ".join([page["title"], *page["names"]]))
        counts.update({word: 20 for word in names})
        for word, count in counts.items():
            found.setdefault(word, []).extend((number, round(9 * count / (count + 2))))
        for word in set(names):
            named.setdefault(word, []).extend((number, 9))
    most = 2 * max(FEW, COMMON * len(pages))
    told = {word: places if len(places) <= most else named.get(word, []) for word, places in sorted(found.items())}
    return {word: places for word, places in told.items() if 0 < len(places) <= most}


def _drawers(directory: dict[str, list[int]]) -> list[dict[str, list[int]]]:
    drawers: list[dict[str, list[int]]] = []
    room, beginning = 0, None
    for word, places in directory.items():
        if room <= 0 and word[:STEM] != beginning:
            drawers.append({})
            room = DRAWER
        drawers[-1][word] = places
        room -= len(word) + 5 * len(places)
        beginning = word[:STEM]
    return drawers


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
