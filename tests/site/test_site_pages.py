"""What every reader of the built site may rely on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from itertools import product
from urllib.parse import urlsplit

import pytest

from gateway_docs.project import ROOT

CLIENTS = ("curl", "openai-sdk", "anthropic-sdk", "gemini-sdk", "claude-code", "codex")
PAGES = (
    "",
    "setup",
    "api-keys",
    "faq",
    "troubleshooting",
    "top-up",
    "support",
    "clients",
    *(f"clients/{id}" for id in CLIENTS),
)
SECTIONS = """
    contact support-hours base-url-regional create-key disable-delete-key forgot-password share-account requests-fail
    one-key-per-vendor set-model-name cost-calculation usage-page top-up-individual top-up-enterprise
    payment-not-credited refund invoice discounts key-leaked team-permissions status error-401 error-403 error-404
    error-429 error-5xx model-not-found wrong-vendor-key whitespace-in-key insufficient-balance client-not-allowed
    login-conflict env-not-seen network tls-certificate region-blocked stream-cut html-response
""".split()
QUESTIONS = """
    forgot-password share-account requests-fail one-key-per-vendor set-model-name cost-calculation how-to-top-up
    discounts key-leaked team-permissions not-listed
""".split()
NOT_TRANSLATED = "本页尚未翻译"
#: Relations of <link> that name another page and load nothing.
LINKS_ONLY = {"alternate", "canonical", "next", "prev"}


def html_file(site, language, page):
    return site.joinpath("" if language == "en" else language, page, "index.html")


def texts(site):
    """Every text file of the site that is not part of the theme."""
    return [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".txt", ".md")]


@pytest.mark.parametrize("page", PAGES)
def test_address_exists(site, page):
    assert html_file(site, "en", page).is_file()


@pytest.mark.parametrize("page", PAGES)
def test_chinese_address(site, page):
    translations = [ROOT / "docs/zh" / f"{page}.md", ROOT / "docs/zh" / page / "index.md"]
    marked = NOT_TRANSLATED in html_file(site, "zh", page).read_text("utf-8")
    assert marked != any(path.is_file() for path in translations)


def test_english_is_never_marked(site):
    assert [page for page in PAGES if NOT_TRANSLATED in html_file(site, "en", page).read_text("utf-8")] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_section_stands_once(site, elements, section):
    pages = [page for page in PAGES if page.removeprefix("clients/") not in CLIENTS]
    ids = Counter(attributes.get("id") for page in pages for _, attributes in elements(html_file(site, "en", page)))
    assert ids[section] == 1


def test_questions_of_seed(site, elements):
    headings = {attributes.get("id") for tag, attributes in elements(site / "faq/index.html") if tag == "h3"}
    assert set(QUESTIONS) <= headings


def test_no_template_left(site):
    marks = re.compile(r"\[=|=\]|%%|--8<--")
    left = {path.name: found[0] for path in texts(site) if (found := marks.search(unescape(path.read_text("utf-8"))))}
    assert left == {}


@pytest.mark.parametrize(("language", "page"), [*product(("en", "zh"), PAGES)])
def test_title_and_description(site, language, page):
    html = html_file(site, language, page).read_text("utf-8")
    title, description = re.search("<title>(.+)</title>", html), re.search('name="description" content="(.+?)"', html)
    assert title and title[1].strip()
    assert description and len(description[1]) > 20


def test_titles_differ(site):
    titles = [re.search("<title>(.+)</title>", html_file(site, "en", page).read_text("utf-8"))[1] for page in PAGES]
    assert len({*titles}) == len(PAGES)


def test_no_other_host(site, elements):
    asked = []
    for path in site.rglob("*.html"):
        for tag, attributes in elements(path):
            loads = tag != "link" or not set(attributes.get("rel", "").split()) <= LINKS_ONLY
            addresses = [
                attributes.get("src"),
                attributes.get("srcset"),
                attributes.get("href") if tag == "link" else "",
            ]
            asked += [address for address in addresses if address and loads and urlsplit(address).netloc]
    assert asked == []


def test_no_other_host_in_styles(site):
    assert [
        path.name for path in site.rglob("*.css") if re.search(r"(url\(|@import)\W*(https?:)?//", path.read_text())
    ] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_contacts_stand_in_one_place(site, facts, language):
    values = {text for contact in facts.contacts for text in (contact.value, contact.url) if text}
    shown = {page: unescape(html_file(site, language, page).read_text("utf-8")) for page in PAGES}
    assert {page for page in PAGES if any(value in shown[page] for value in values)} == {""}
    assert all(value in shown[""] for value in values)


def test_build_is_repeatable(site, tmp_path):
    """Another process makes the same files, so that a difference between two builds is a change of the content."""
    environment = {**os.environ, "GATEWAY_FACTS": str(ROOT / "gateway.yml"), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", tmp_path / "again"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.name != "sitemap.xml.gz"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(site)).read_bytes(), path.relative_to(site)
