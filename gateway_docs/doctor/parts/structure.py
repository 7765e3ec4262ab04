"""Holds a settings file against what its client reads, by the same data as the check of settings on the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gateway_docs.doctor.parts.choices import choices
from gateway_docs.doctor.parts.formats import PARSERS, inside
from gateway_docs.doctor.parts.given import KNOWN, SETTINGS
from gateway_docs.doctor.parts.globs import entries_of, fit
from gateway_docs.doctor.parts.published import letters_of, unpublished
from gateway_docs.doctor.parts.reading import read_text

if TYPE_CHECKING:  # Python 3.8 cannot make them
    Path = tuple[str, ...]
    Bound = dict[str, Any]


def mistakes() -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """(file, name of the setting, rule or {"words": …}) of all that a client does not read, or misses."""
    for file in SETTINGS["files"]:
        text = read_text(file["path"])
        if not file["structure"] or text is None:
            continue
        try:
            content = PARSERS[file["format"]](text)
        except ValueError:
            continue
        entries = list(entries_of(content))
        structure = file["structure"]
        found = [
            *_names(structure, entries),
            *_rules(structure, content, entries),
            *choices(structure, content, entries),
        ]
        blamed = {path for path, _ in found}
        known = KNOWN.get(file["client"]) if structure["published"] else None
        for path, words, values in unpublished(content, json.loads(known)) if known else ():
            if path not in blamed:
                found.append((path, {"words": words, **values}))
        for path, told in found:
            yield file, path[-1], told


def _names(structure: dict[str, Any], entries: list[tuple[Path, str]]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for place, names in structure["names"].items():
        for path, _ in entries:
            right = _meant(path[-1], names["known"], names["instead"])
            if right and fit(place, path[:-1], {}) is not None:
                yield path, {"words": "not_read", "right": right}


def _meant(name: str, known: list[str], instead: dict[str, str]) -> str | None:
    """The name that is read in place of one that is not: another one, or the same in another spelling."""
    spelled = {letters_of(one): one for one in known}
    return instead.get(name) or (None if name in known else spelled.get(letters_of(name)))


def _used(structure: dict[str, Any], content: Any) -> list[str]:
    """The providers that a file uses: the chosen one, or all where nothing says which."""
    providers = inside(content, (structure["providers"] or "").split("/"))
    names = list(providers) if isinstance(providers, dict) else []
    said = inside(content, (structure["chosen"] or "").split("/"))
    chosen = said.split("/")[0] if structure["catalogue"] and isinstance(said, str) else said
    if chosen in names:
        return [chosen]
    return [] if said and len(names) > 1 else names


def _rules(
    structure: dict[str, Any], content: Any, entries: list[tuple[Path, str]]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    for rule in structure["rules"]:
        globs = [*rule["has"], *rule["lacks"]]
        of_providers = any("@" in glob.split("/") for glob in globs)
        bounds = [{"chosen": name} for name in _used(structure, content)] if of_providers else [{}]
        for bound in bounds:
            for path, stars in _broken(rule, bound, entries):
                yield path, {**rule, "@": bound.get("chosen", ""), "*": stars[0] if stars else ""}


def _broken(rule: dict[str, Any], bound: Bound, entries: list[tuple[Path, str]]) -> Iterator[tuple[Path, Any]]:
    first = next(iter(rule["has"]))
    for path, value in entries:
        at = fit(first, path, bound)
        if at is None or not re.search(rule["has"][first], value):
            continue
        if all(_stands(glob, pattern, at, entries) for glob, pattern in rule["has"].items()) and not any(
            _stands(glob, "", at, entries) for glob in rule["lacks"]
        ):
            yield path, at["stars"]


def _stands(glob: str, pattern: str, bound: Bound, entries: list[tuple[Path, str]]) -> bool:
    return any(fit(glob, path, bound) is not None and re.search(pattern, value) for path, value in entries)
