"""A third language is a folder and a few lines in mkdocs.yml: a small French tree is built and looked at."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gateway_docs.project import ROOT
from gateway_docs.translation.parity import differences
from gateway_docs.translation.staleness import mark_done

FRENCH = """
        - locale: fr
          name: Français
          build: true
          nav_translations: {Overview: Aperçu, FAQ: Questions fréquentes}
"""
NAV = "nav:\n  - Overview: index.md\n  - FAQ: faq.md\n\n"
INDEX = "---\ntitle: {0}\n---\n# {0}\n\n{1} [1](faq.md#refund).\n\n## Contact {{#contact}}\n\n{2}.\n"
FAQ = "---\ntitle: {0}\n---\n# {0}\n\n## {1} {{#refund}}\n\n{2} [1](index.md#contact).\n"
PAGES = {
    "en/index.md": INDEX.format("Overview", "See", "Here"),
    "en/faq.md": FAQ.format("FAQ", "Refund", "See"),
    "fr/index.md": INDEX.format("Aperçu", "Voir", "Ici"),
    "fr/faq.md": FAQ.format("Questions", "Remboursement", "Voir"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two pages in English and French."""
    folder = tmp_path_factory.mktemp("french")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?ms)^nav:\n.*?(?=^\w)", NAV, settings)
    settings = re.sub(r"(?m)^(\s+danger: 警告\n)", lambda match: match[1] + FRENCH.lstrip("\n"), settings)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    facts = (ROOT / "gateway.yml").read_text("utf-8")
    (folder / "gateway.yml").write_text(
        facts.replace("currency: USD", "languages: [en, fr]\ncurrency: USD", 1), "utf-8"
    )
    (folder / "snippets").mkdir()
    for name, text in PAGES.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    for name in ("index.md", "faq.md"):
        mark_done(folder / "docs", "fr", name)
    return folder


@pytest.fixture(scope="module")
def french(project: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", project / "site"]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return project / "site"


def test_pages_are_french(french):
    page = (french / "fr/faq/index.html").read_text("utf-8")
    assert re.search(r'<html[^>]*\blang="fr"', page)
    assert "Remboursement" in page and "Questions" in page
    assert 'hreflang="en"' in page and 'hreflang="x-default"' in page


def test_switcher_offers_french(french):
    assert re.search(r'href="[^"]*fr/faq/"[^>]*>\s*Français', (french / "faq/index.html").read_text("utf-8"))


def test_no_chinese(french):
    assert not (french / "zh").exists()
    assert "中文" not in (french / "index.html").read_text("utf-8")


def test_search_of_its_own(french):
    index = "".join(path.read_text("utf-8") for path in (french / "search").rglob("*fr*") if path.is_file())
    assert "Remboursement" in index and "Refund" not in index


def test_checks_cover_it(project):
    assert differences(project / "docs", "fr") == []
    page = project / "docs/fr/faq.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("{#refund}", ""), "utf-8")
    try:
        assert differences(project / "docs", "fr") == ["fr/faq.md#refund: the section is missing"]
    finally:
        page.write_text(text, "utf-8")
