"""Words of a translation: the glossary's terms, and no sentence left in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.translation.parity import pages
from gateway_docs.translation.sections import read_page

#: So many English words in a row are a sentence that was forgotten.
LONGEST_RUN = 3
_NOT_PROSE = re.compile(
    r"^\s*%%.*?$|``.+?``|`[^`]*`|\[=.*?=\]|\]\([^)]*\)|\{[^}]*\}|https?://\S+|<[^>]+>|^---$.*?^---$",
    re.DOTALL | re.MULTILINE,
)
_RUN = re.compile(rf"[A-Za-z][\w'’.-]*(?:[ ,]+[A-Za-z][\w'’.-]*){{{LONGEST_RUN},}}")


@dataclass(frozen=True)
class Term:
    en: str
    use: str
    avoid: list[str]


def load_glossary(path: Path, language: str) -> tuple[list[Term], list[str]]:
    """The terms of `language`, and the names that stay as they are in every language."""
    glossary = read_yaml(path)
    terms = [Term(entry["en"], entry["use"], entry.get("avoid", [])) for entry in glossary[language]]
    return terms, glossary["names"]


def wrong_words(docs: Path, language: str, terms: list[Term]) -> list[str]:
    """Where a page uses a word that the glossary replaces. Words in code are somebody else's."""
    return [
        f"{language}/{name}#{section}: {word!r} is used for {term.en}; the glossary says {term.use!r}"
        for name, section, prose in _prose(docs, language)
        for term in terms
        for word in term.avoid
        if word in prose
    ]


def english_left(docs: Path, language: str, names: list[str]) -> list[str]:
    """Runs of English words outside of code and names."""
    known = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return [
        f"{language}/{name}#{section}: {run!r} is not translated"
        for name, section, prose in _prose(docs, language)
        for run in _RUN.findall(known.sub("，", prose))
    ]


def _prose(docs: Path, language: str) -> list[tuple[str, str, str]]:
    return [
        (name, section.id, _NOT_PROSE.sub("，", section.prose))
        for name, path in pages(docs, language).items()
        for section in read_page(path)[0]
    ]
