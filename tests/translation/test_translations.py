"""Every translation is as complete, as true and as fresh as the English text."""

from __future__ import annotations

import warnings

import pytest

from gateway_docs.project import ROOT
from gateway_docs.translation.parity import ORIGINAL, differences
from gateway_docs.translation.staleness import stale_sections
from gateway_docs.translation.wording import english_left, load_glossary, said, wrong_words, wrong_words_said

DOCS, GLOSSARY = ROOT / "docs", ROOT / "glossary.yml"
LANGUAGES = sorted(path.name for path in DOCS.iterdir() if (path / "index.md").exists() and path.name != ORIGINAL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_structure(language: str):
    assert differences(DOCS, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_terms(language: str):
    assert wrong_words(DOCS, language, load_glossary(GLOSSARY, language)[0]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_terms_outside_of_pages(language: str):
    """What the site, its pictures and its programs say. Each of these kinds of file is read."""
    read = {path.relative_to(ROOT).parts[:-1] for path, _ in said(ROOT, language)}
    assert read >= {
        ("gateway_docs", "pages", "locale"),
        ("gateway_docs", "pages", "locale", language),
        ("gateway_docs", "pages"),
        ("gateway_docs", "pages", "twins"),
        ("gateway_docs", "doctor", "words"),
        ("gateway_docs", "connect", "words"),
        ("gateway_docs", "clients", "files"),
        ("gateway_docs", "site", "pictures", "data"),
        ("snippets", "cline"),
    }
    assert wrong_words_said(ROOT, language, load_glossary(GLOSSARY, language)[0]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_left(language: str):
    assert english_left(DOCS, language, load_glossary(GLOSSARY, language)[1]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.filterwarnings("default")
def test_not_overdue(language: str):
    stale = stale_sections(DOCS, language)
    if stale:
        warnings.warn("\n".join(map(str, stale)), stacklevel=1)
    assert [str(section) for section in stale if section.overdue] == []
