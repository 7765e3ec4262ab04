"""Each page knows itself in the other languages, and so do the sitemap, the switcher and the missing pages."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from gateway_docs.measure.browser import visit

PAGES = ["", "faq/", "clients/codex/", "top-up/"]
LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_relations(site, facts, page, prefix):
    html = (site / prefix / page / "index.html").read_text("utf-8")
    english, chinese = facts.site_url + page, f"{facts.site_url}zh/{page}"
    assert dict(LINK.findall(html)) == {"en": english, "zh": chinese, "x-default": english}
    assert f'<link rel="canonical" href="{chinese if prefix else english}">' in html
    assert f'<html lang="{"zh" if prefix else "en"}"' in html


def test_sitemap_names_every_page(site, facts):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ElementTree.parse(site / "sitemap.xml").findall("s:url", space)
    named = {url.find("s:loc", space).text for url in urls}
    files = [path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    pages = {path.parent.relative_to(site).as_posix() for path in files}
    assert named == {facts.site_url + ("" if page == "." else f"{page}/") for page in pages}
    for url in urls:
        languages = [link.get("hreflang") for link in url.findall("x:link", space)]
        assert languages == ["en", "zh", "x-default"]


def test_robots_name_the_sitemap(site, facts):
    assert f"Sitemap: {facts.site_url}sitemap.xml" in (site / "robots.txt").read_text()


def test_switcher_keeps_the_section(page, address):
    visit(page, f"{address}faq/?region=eu#refund")
    page.locator(".md-select").hover()
    page.get_by_role("banner").get_by_role("link", name="中文").click()
    page.wait_for_url("**/zh/faq/?region=eu#refund")
    page.locator(".md-select").hover()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/faq/?region=eu#refund")


@pytest.mark.parametrize(
    ("path", "language", "title", "search"),
    [
        ("clients/codx/", "en", "This page does not exist", "Search for “clients codx”"),
        ("zh/客户端/codx.html", "zh", "页面不存在", "搜索“客户端 codx”"),
    ],
)
def test_missing_address(page, address, path, language, title, search):
    answer = visit(page, address + path)
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == language
    assert page.get_by_role("heading", level=1).inner_text() == title
    link = page.get_by_role("link", name=search)
    home = "/" if language == "en" else "/zh/"
    assert link.evaluate("link => link.pathname") == home
    assert link.evaluate("link => new URL(link.href).searchParams.get('q')") in search
    chapters = page.locator(".cards a").evaluate_all("links => links.map(link => link.pathname)")
    assert len(chapters) > 4 and all(chapter.startswith(home) for chapter in chapters)


def test_titles_have_the_same_id_in_every_language(site):
    """A link to a page's title leads on in the other language, too."""

    def ids(page):
        return re.findall(r'<h1 id="([^"]*)"', page.read_text("utf-8"))

    pages = [path for path in site.rglob("index.html") if "zh" not in path.relative_to(site).parts]
    titled = {path.relative_to(site): ids(path) for path in pages if ids(path)}
    assert len(titled) > 40
    assert {name: ids(site / "zh" / name) for name in titled} == titled
