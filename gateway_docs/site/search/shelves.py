"""Pages for which the index has no room: a directory of their terms, and a file for each page.

The browser looks up the terms of a query, fetches the few pages that hold most of them, and ranks these with the rest.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from gateway_docs.site.search.terms import terms

#: A file of the directory holds about so many characters.
DRAWER = 16_000
#: Terms in more than this part of the pages tell nothing about a page.
COMMON = 0.4
FEW = 20


def write_shelves(folder: Path, pages: list[tuple[dict[str, Any], dict[str, list[Any]]]]) -> dict[str, Any]:
    """Writes each page with its sections, and the directory. Returns what finds them: first terms, number of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (page, sections) in enumerate(pages):
        _write(folder / f"page-{number}.json", {"page": page, "sections": sections})
    drawers = _drawers(_directory(pages))
    for number, drawer in enumerate(drawers):
        _write(folder / f"terms-{number}.json", drawer)
    return {"first": [next(iter(drawer)) for drawer in drawers], "pages": len(pages)}


def _directory(pages: list[tuple[dict[str, Any], dict[str, list[Any]]]]) -> dict[str, list[int]]:
    """term -> page, weight, page, weight, ... with weights from 1 to 9."""
    found: dict[str, list[int]] = {}
    for number, (page, sections) in enumerate(pages):
        counts = Counter(
            term for name in ("title", "text", "code", "asked") for term in terms(" ".join(sections[name]))
        )
        counts.update({term: 20 for term in terms(" ".join([page["title"], *page["names"]]))})
        for term, count in counts.items():
            found.setdefault(term, []).extend((number, round(9 * count / (count + 2))))
    most = max(FEW, COMMON * len(pages))
    return {term: places for term, places in sorted(found.items()) if len(places) <= 2 * most}


def _drawers(directory: dict[str, list[int]]) -> list[dict[str, list[int]]]:
    drawers: list[dict[str, list[int]]] = []
    room = 0
    for term, places in directory.items():
        if room <= 0:
            drawers.append({})
            room = DRAWER
        drawers[-1][term] = places
        room -= len(term) + 5 * len(places)
    return drawers


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
