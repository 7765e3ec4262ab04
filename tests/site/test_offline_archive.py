"""The archive of the whole site is read from a folder, without a server or a network."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from gateway_docs.measure.browser import visit

ADDRESS = re.compile(r'<(?:a|link|img)\b[^>]*?\b(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    """The one folder in the archive, unpacked."""
    unpacked = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(site / "offline.zip") as archive:
        archive.extractall(unpacked)
    (folder,) = unpacked.iterdir()
    return folder


def test_has_every_page(site, folder):
    pages = {path.relative_to(site) for path in site.rglob("index.html")}
    assert {path.relative_to(folder) for path in folder.rglob("*.html")} == pages
    assert (folder / "zh/faq/index.md").read_bytes() == (site / "zh/faq/index.md").read_bytes()


def test_links_lead_to_files(folder):
    lost = []
    for page in folder.rglob("*.html"):
        for address in ADDRESS.findall(page.read_text("utf-8")):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            if not (page.parent / unquote(parts.path)).is_file():
                lost.append((str(page.relative_to(folder)), address))
    assert lost == []
    assert not any('http-equiv="refresh"' in page.read_text("utf-8") for page in folder.rglob("*.html"))


def test_reads_from_files(browser, folder):
    with browser.new_context() as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: wrong.append(request.url))
        visit(page, (folder / "index.html").as_uri())
        page.locator("article a[href*='troubleshooting/index.html']").first.click()
        page.wait_for_url("**/troubleshooting/index.html*")
        assert page.locator("article h1").inner_text().startswith("Troubleshooting")
        assert not page.locator(".search, .md-option, .gateway-region").locator("visible=true").count()
        page.locator(".md-select").hover()
        page.locator("a[hreflang^=zh]:visible").first.click()
        page.wait_for_url("**/zh/troubleshooting/index.html")
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times"
        assert wrong == []


@pytest.mark.parametrize("path", ["setup", "top-up", "clients", "zh/setup"])
def test_nothing_that_needs_a_script(browser, folder, path):
    with browser.new_context() as context:
        page = context.new_page()
        visit(page, (folder / path / "index.html").as_uri())
        assert page.locator("article h1").is_visible()
        assert (
            page.locator("main :is(form, button, select, input, textarea, output)").locator("visible=true").count() == 0
        )
    assert not list(folder.rglob("*.js"))
    assert {file.name for file in folder.rglob("*.json")} == {"clients.json", "version.json"}


def test_same_site_is_same_archive(folder, site):
    """A download that did not change is not sent again."""
    with zipfile.ZipFile(site / "offline.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
