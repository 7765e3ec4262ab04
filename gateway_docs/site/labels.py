"""Rows of wide tables become blocks on a phone, where no heading stands above a cell: so each cell says its own."""

from __future__ import annotations

import re
from html import unescape
from itertools import cycle

from markupsafe import escape

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_FIRST_ROW = re.compile(r"<tbody>\s*<tr>.*?</tr>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def labelled(html: str) -> str:
    """`html` with labels at the cells of tables that are wide: of five columns, or of three with code in each row."""
    return _TABLE.sub(lambda found: _labelled(found[0]), html)


def _labelled(table: str) -> str:
    headings = [escape(unescape(_TAG.sub("", heading)).strip()) for heading in _HEADING.findall(table)]
    first = _FIRST_ROW.search(table)
    if table.count("<tr>") < 3 or not first or len(headings) < (3 if "<code" in first[0] else 5):
        return table
    labels = cycle(headings)
    return _CELL.sub(lambda _: f'<td data-label="{next(labels)}"', table).replace("<table>", "<table data-rows>", 1)
