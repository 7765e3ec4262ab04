"""Words of a translation: the glossary's terms, and no sentence left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.translation.parity import pages
from gateway_docs.translation.sections import read_page

#: So many English words in a row are a sentence that was forgotten.
LONGEST_RUN = 3
#: The folder of what readers type, in their own words.
_SEARCHES = "search"
#: The key of what a gateway's software says, in its words.
_QUOTED = "message"
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
        f"{language}/{name}#{section}: {problem}"
        for name, section, prose in _prose(docs, language)
        for problem in _avoided(prose, terms)
    ]


def wrong_words_said(root: Path, language: str, terms: list[Term]) -> list[str]:
    """The same for what the site and its programs say by themselves."""
    return [
        f"{path.relative_to(root)}: {problem} in {text!r}"
        for path, text in said(root, language)
        for problem in _avoided(_NOT_PROSE.sub("，", text), terms)
    ]


def said(root: Path, language: str) -> Iterator[tuple[Path, str]]:
    """Every text below `root` that readers of `language` are shown, outside of pages, and its file."""
    for path in sorted([*root.glob("gateway_docs/**/*.yml"), *root.glob("snippets/*/*.yml")]):
        if _SEARCHES not in path.parts:
            whole = language in (path.stem, path.parent.name)
            yield from ((path, text) for text in _texts(read_yaml(path), language, whole))
    for path in sorted(root.glob(f"gateway_docs/**/*.{language}.md")):
        yield path, path.read_text("utf-8")


def _texts(value: Any, language: str, ours: bool) -> Iterator[str]:
    """The texts in `value`: all of them if it is `ours`, else those that are given for the language."""
    if isinstance(value, str) and ours:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, language, ours)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != _QUOTED:
                yield from _texts(item, language, ours or key == language)


def _avoided(prose: str, terms: list[Term]) -> list[str]:
    return [
        f"{word!r} is used for {term.en}; the glossary says {term.use!r}"
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
