"""Lists of what readers ask: TSV files with the columns lang, query, accept and kind."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Query:
    """`accept` names ids of sections, and pages of clients, that may answer; anything on such a page counts."""

    lang: str
    text: str
    accept: frozenset[str]
    kind: str


def read(path: Path) -> list[Query]:
    """The queries of a list. ValueError: a line lacks a column."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(None in row.values() or None in row for row in rows):
        raise ValueError(f"{path}: each line needs lang, query, accept and kind, separated by tabs")
    return [Query(row["lang"], row["query"], frozenset(row["accept"].split(",")), row["kind"]) for row in rows]
