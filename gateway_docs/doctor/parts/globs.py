"""Paths of settings, and the globs of gateway_docs/clients/files.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Python 3.8 cannot make them
    Path = tuple[str, ...]
    Bound = dict[str, Any]  # "chosen": what @ stands for, "stars": what the * stand for, "above": what ** stands for


def entries_of(content: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Path and value of every entry; objects and lists are entries without a value."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, value in items:
        here = (*path, str(name))
        yield (
            here,
            "" if isinstance(value, (dict, list)) else str(value).lower() if value in (True, False) else str(value),
        )
        yield from entries_of(value, here)


def fit(glob: str, path: Path, bound: Bound) -> Bound | None:
    """What @, * and ** stand for where a glob fits a path; None: it does not."""
    parts = glob.split("/") if glob else []
    if parts[:1] == ["**"]:
        above = path[: len(path) - len(parts) + 1]
        if len(parts) > len(path) + 1 or bound.get("above", above) != above:
            return None
        bound = {**bound, "above": above}
        parts, path = parts[1:], path[len(above) :]
    stars: list[str] = []
    if len(parts) != len(path):
        return None
    for part, name in zip(parts, path):  # noqa: B905 - Python 3.8; the lengths are the same
        known = bound.get("stars", ())[len(stars) : len(stars) + 1]
        if part == "*" and name in (known or (name,)):
            stars.append(name)
        elif not (part == name or (part == "@" and name == bound.get("chosen")) or _pattern_fits(part, name)):
            return None
    return {**bound, "stars": stars or bound.get("stars", ())}


def _pattern_fits(part: str, name: str) -> bool:
    return part.startswith("~") and re.search(part[1:], name) is not None
