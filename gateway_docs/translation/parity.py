"""What a translation lacks or has too much, compared with the English page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gateway_docs.translation.sections import Section, read_page

ORIGINAL = "en"


def pages(docs: Path, language: str) -> dict[str, Path]:
    """The pages of a language by their name below its folder."""
    folder = docs / language
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}


def differences(docs: Path, language: str) -> list[str]:
    """Each difference between the English pages and those of `language`: page, section and what is wrong."""
    originals, translations = pages(docs, ORIGINAL), pages(docs, language)
    found = [f"{language}/{name}: the page is missing" for name in originals.keys() - translations.keys()]
    found += [f"{language}/{name}: there is no such English page" for name in translations.keys() - originals.keys()]
    for name in sorted(originals.keys() & translations.keys()):
        sections, translated = read_page(originals[name])[0], read_page(translations[name])[0]
        found += [f"{language}/{name}{problem}" for problem in _compare(sections, translated)]
    return found


def _compare(originals: list[Section], translations: list[Section]) -> Iterator[str]:
    ids, translated = [section.id for section in originals], [section.id for section in translations]
    if ids != translated:
        yield from (f"#{name}: the section is missing" for name in ids if name not in translated)
        yield from (f"#{name}: there is no such English section" for name in translated if name not in ids)
        if sorted(ids) == sorted(translated):
            yield ": the sections stand in another order"
        return
    for original, translation in zip(originals, translations, strict=True):
        for problem in _compare_section(original, translation):
            yield f"#{original.id}: {problem}"


def _compare_section(original: Section, translation: Section) -> Iterator[str]:
    if original.level != translation.level:
        yield f"the heading is of level {translation.level}, in English of level {original.level}"
    yield from _compare_fences(original.fences, translation.fences)
    yield from _compare_counts("link", original.links, translation.links)
    yield from _compare_counts("fact", original.names, translation.names)
    if original.conditions != translation.conditions:
        yield f"the conditions {translation.conditions} differ from the English ones {original.conditions}"


def _compare_fences(originals: list[str], translations: list[str]) -> Iterator[str]:
    if len(originals) != len(translations):
        yield f"{len(translations)} code blocks, in English {len(originals)}"
        return
    for number, (original, translation) in enumerate(zip(originals, translations, strict=True), 1):
        if original != translation:
            yield f"code block {number} differs: {translation[:60]!r}, in English {original[:60]!r}"


def _compare_counts(what: str, originals: Counter[str], translations: Counter[str]) -> Iterator[str]:
    for target in sorted((originals - translations).keys()):
        yield f"the {what} {target} is missing"
    for target in sorted((translations - originals).keys()):
        yield f"the {what} {target} is not in the English text"
