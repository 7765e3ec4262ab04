"""Settings that a client's file does not have, or not so, by what the installed client says of its own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Python 3.8 cannot make it
    Told = tuple[tuple[str, ...], str, dict[str, str]]  # where, words, their values
_MUST_BE = {"s": "text", "n": "number", "b": "boolean", "l": "list", "o": "object"}
_YES_NO = ("true", "false", "yes", "no", "on", "off", "1", "0")
_STANDS_FOR = re.compile(r"[{$]|^<|^%\w+%$|^user_provided$|^env:|^file:")


def unpublished(content: Any, settings: Any) -> Iterator[Told]:
    """`settings`: what gateway_docs/environments/schema_in_short.py writes."""
    return _inside(content, settings, settings, ())


def _inside(content: Any, node: Any, settings: Any, above: tuple[str, ...]) -> Iterator[Told]:
    known = node if isinstance(node, dict) else {}
    if isinstance(content, list) and "each" in known:
        for at, value in enumerate(content):
            yield from _inside(value, known["each"], settings, (*above, str(at)))
    if not isinstance(content, dict) or "in" not in known:
        return
    for name, value in content.items():
        inner = known["in"].get(name, known.get("rest"))
        if inner is not None:
            yield from _unfit((*above, name), value, inner)
            yield from _inside(value, inner, settings, (*above, name))
        elif not name.isdigit():
            yield ((*above, name), *_unknown(name, _kind_of(value), list(known["in"]), settings))


def _kind_of(value: Any) -> str:
    kinds = ((bool, "b"), (str, "s"), ((int, float), "n"), (list, "l"), (dict, "o"))
    return next((kind for known, kind in kinds if isinstance(value, known)), "")


def _unknown(name: str, kind: str, names: list[str], settings: Any) -> tuple[str, dict[str, str]]:
    same = [one for one in names if letters_of(one) == letters_of(name)]
    right = same or _near(name, names, 1 if len(name) < 8 else 2)
    if right:
        return "not_read", {"right": right[0]}
    places = list(_places(name, kind, settings))
    return ("not_known_here", {"right": places[0]}) if len(places) == 1 else ("not_known", {})


def letters_of(name: str) -> str:
    return re.sub("[-_ ]", "", name.lower())


def _places(name: str, kind: str, node: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Where else a setting of this name may hold such a value, as people write it."""
    if not isinstance(node, dict):
        return
    for own, inner in node.get("in", {}).items():
        if own == name and _takes(inner["is"] if isinstance(inner, dict) else inner, kind):
            yield ".".join((*above, own))
        yield from _places(name, kind, inner, (*above, own))
    for way in ("rest", "each"):
        yield from _places(name, kind, node.get(way), (*above, "…"))


def _takes(kinds: str, kind: str) -> bool:
    return kind != "" and (kind in kinds or (kinds, kind) == ("y", "b"))


def _unfit(path: tuple[str, ...], value: Any, node: Any) -> Iterator[Told]:
    """A value of another kind, or none of those that may stand there."""
    kind, kinds = _kind_of(value), node["is"] if isinstance(node, dict) else node
    if not kind or not kinds or path[-1].isdigit() or (kind == "s" and _STANDS_FOR.search(value)):
        return
    chosen = node.get("of") if isinstance(node, dict) else None
    if kinds == "y":
        if kind in "sbn" and value != "" and str(value).lower() not in _YES_NO:
            yield path, "must_be_boolean", {}
    elif kind not in kinds:
        if len(kinds) == 1 or kinds == "nb":
            yield path, "must_be_" + _MUST_BE[kinds[0]], {}
    elif kind == "s" and value and chosen and value not in chosen:
        yield path, "must_be_of", {"known": ", ".join(chosen)}


def _near(name: str, names: list[str], most: int) -> list[str]:
    """Those of `names` with at most so many edits, nearest first."""
    edits = [(_edits(name.lower(), one.lower()), one) for one in names if abs(len(one) - len(name)) <= most]
    return [one for count, one in sorted(edits, key=lambda edit: edit[0]) if count <= most]


def _edits(one: str, other: str) -> int:
    """Letters to insert, delete, replace, or to swap with their neighbours."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        after = [i + 1]
        for j, its in enumerate(other):
            after.append(min(after[j] + 1, row[j + 1] + 1, row[j] + (letter != its)))
            if i and j and (letter, one[i - 1]) == (other[j - 1], its):
                after[-1] = min(after[-1], before[j - 1] + 1)
        before, row = row, after
    return row[-1]
