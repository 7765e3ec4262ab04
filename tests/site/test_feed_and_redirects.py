"""The changelog's feed, the link that reports a mistake, and old addresses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import unquote, urljoin

import pytest

from gateway_docs.measure.browser import visit
from gateway_docs.output.redirects import load_redirects
from gateway_docs.project import ROOT

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("language", ["", "zh/"])
def test_feed_is_valid(site, elements, language):
    feed = ET.parse(site / language / "changelog.xml").getroot()
    home = f"https://docs.gateway.example/{language}"
    assert feed.find(f"{ATOM}id").text == f"{home}changelog/"
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = {attributes.get("id") for _, attributes in elements(site / language / "changelog/index.html")}
    for entry in entries:
        assert entry.find(f"{ATOM}id").text.partition("#")[2] in ids
        assert entry.find(f"{ATOM}title").text[:2] != "20"
        assert "<li>" in entry.find(f"{ATOM}content").text
    assert feed.find(f"{ATOM}updated").text == max(entry.find(f"{ATOM}updated").text for entry in entries)


@pytest.mark.parametrize("page", ["", "faq/", "zh/", "zh/clients/codex/"])
def test_pages_name_the_feed(site, elements, page):
    links = [a["href"] for tag, a in elements(site / page / "index.html") if a.get("type") == "application/atom+xml"]
    expected = "/zh/changelog.xml" if page.startswith("zh/") else "/changelog.xml"
    assert [urljoin(f"https://x/{page}", link) for link in links] == [f"https://x{expected}"]


@pytest.mark.parametrize("language", ["", "zh/"])
@pytest.mark.parametrize("old", load_redirects(ROOT))
def test_old_address_leads_on(page, address, language, old):
    new = load_redirects(ROOT)[old]
    visit(page, f"{address}{language}{old}")
    page.wait_for_url(f"{address}{language}{new}")
    if "#" in new:
        assert page.locator("#" + new.partition("#")[2]).count() == 1


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("pricing/?region=asia", "top-up/?region=asia"),
        ("zh/models/?region=asia", "zh/top-up/?region=asia#models"),
        ("models/?q=%23#rate", "top-up/?q=%23#rate"),
        ("pricing/?next=//evil.example#//evil.example", "top-up/?next=//evil.example#//evil.example"),
    ],
)
def test_query_and_section_go_along(page, address, asked, shown):
    """Where the host redirects nothing by itself."""
    page.goto(f"{address}{asked}")
    page.wait_for_url(lambda url: url == address + shown)


def test_old_address_without_scripts(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}models/?region=eu")
        page.wait_for_url(f"{address}top-up/#models")


def test_rules_for_hosts(site):
    rules = [line.split() for line in (site / "_redirects").read_text("utf-8").splitlines()]
    assert len(rules) == 2 * len(load_redirects(ROOT))
    assert ["/pricing/", "/top-up/", "301"] in rules
    assert ["/zh/models/", "/zh/top-up/#models", "301"] in rules


@pytest.mark.parametrize(("language", "subject"), [("", "Documentation: "), ("zh/", "文档： ")])
def test_report_holds_page_and_section(page, address, language, subject):
    visit(page, f"{address}{language}faq/#key-leaked")
    page.locator("[data-gateway-report]").evaluate("(link) => link.click()")
    page.wait_for_url("**#contact")
    mail = page.get_attribute("article a[href^='mailto:']", "href")
    assert unquote(mail.partition("?subject=")[2]).startswith(f"{subject}/{language}faq/#")
