"""Which sections of a translation were made from an English text that has changed since."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.project.yaml_files import to_yaml
from gateway_docs.translation.parity import ORIGINAL, pages
from gateway_docs.translation.sections import Section, read_page, read_text

KEY = "translated_from"
#: How long a translation may lag behind the English text.
GRACE_DAYS = 14
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Stale:
    """A section whose English text changed. `before` is the text it was made from, if the history has it.

    `days` since the change; None: not committed yet, or the history does not tell.
    """

    language: str
    page: str
    section: str
    before: str | None
    now: str
    days: float | None

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days > GRACE_DAYS

    def __str__(self) -> str:
        when = "now" if self.days is None else f"{self.days:.0f} days ago"
        return f"{self.language}/{self.page}#{self.section}: the English text changed {when}"


def stale_sections(docs: Path, language: str) -> list[Stale]:
    """Every section of `language` whose stored fingerprint is not that of the English section."""
    originals = pages(docs, ORIGINAL)
    translated = [(name, path) for name, path in pages(docs, language).items() if name in originals]
    return [stale for name, path in translated for stale in _stale(language, name, originals[name], path)]


def _stale(language: str, name: str, original: Path, translation: Path) -> Iterator[Stale]:
    stored = read_page(translation)[1].get(KEY) or {}
    for section in read_page(original)[0]:
        if stored.get(section.id) != section.fingerprint:
            before, changed = _history(original, section.id, stored.get(section.id))
            days = None if changed is None else (time.time() - changed) / DAY
            yield Stale(language, name, section.id, before, section.text, days)


def mark_done(docs: Path, language: str, name: str) -> None:
    """Store in the translation of `name` that it was made from the English text of today."""
    path = docs / language / name
    sections = read_page(docs / ORIGINAL / name)[0]
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    kept = [line for line in _without(KEY, head.splitlines())]
    stored = to_yaml({KEY: {section.id: section.fingerprint for section in sections}})
    path.write_text("---\n" + "\n".join(kept) + "\n" + stored + "---\n" + body, "utf-8")


def _without(key: str, lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        inside = line.startswith(f"{key}:") or (inside and line.startswith(" "))
        if not inside:
            yield line


def _history(path: Path, section_id: str, fingerprint: str | None) -> tuple[str | None, float | None]:
    """The committed text with `fingerprint`, and when a commit first changed it (seconds since the epoch).

    A text that was never committed, or lies beyond the end of a shallow history: None, and when the present one came.
    """
    changed, came, newest, unchanged = None, None, None, True
    for commit, when in _commits(path):
        section = next((found for found in _sections_at(commit, path) if found.id == section_id), None)
        text = section and section.fingerprint
        if section and text == fingerprint:
            return section.text, changed
        changed, newest = when, newest or text
        unchanged = unchanged and text == newest
        came = when if unchanged else came
    return None, came


def _commits(path: Path) -> Iterator[tuple[str, float]]:
    """The commits that touched `path`, newest first; none outside of a repository."""
    for line in _git(path, "log", "--format=%H %ct", "--", path.name).splitlines():
        commit, when = line.split()
        yield commit, float(when)


def _sections_at(commit: str, path: Path) -> list[Section]:
    return read_text(_git(path, "show", f"{commit}:./{path.name}"))[0]


def _git(path: Path, *arguments: str) -> str:
    ended = subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, text=True, encoding="utf-8")
    return ended.stdout if ended.returncode == 0 else ""
