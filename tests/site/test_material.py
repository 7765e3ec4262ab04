"""Material's options do what its manual says, or are refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gateway_docs.measure.browser import served, visit
from gateway_docs.project import ROOT

PAGE = "# Home\n\n## One\n\nText.\n\n## Two {#two}\n\nMore.[^1]\n\n[^1]: A note.\n"


@pytest.fixture
def build_small(build_site, tmp_path):
    """Builds a site of two pages, with changes of mkdocs.yml."""

    def build_small(features: list[str] = (), theme: dict = {}, **changes) -> Path:  # noqa: B006  # it is only read
        docs = tmp_path / "docs"
        for language in ("en", "zh"):
            (docs / language).mkdir(parents=True, exist_ok=True)
            (docs / language / "index.md").write_text(PAGE)
            (docs / language / "other.md").write_text(PAGE)
        (docs / "en/own.css").write_text(".md-typeset h1 { letter-spacing: 5px }")
        (docs / "en/own.js").write_text("document.documentElement.dataset.own = 'yes'")
        base = {"name": "material", "font": False, "features": [*features]}
        nav = [{"Home": "index.md"}, {"Other": "other.md"}]
        site = tmp_path / "site"
        return build_site(ROOT / "gateway.yml", site, docs_dir=str(docs), nav=nav, theme=base | theme, **changes)

    return build_small


def test_options_without_the_bundle(build_small, page: Page):
    site = build_small(
        ["navigation.tabs", "content.action.edit", "navigation.path"],
        {"palette": {"primary": "teal", "scheme": "slate"}, "icon": {"logo": "material/anchor"}},
        copyright="<b>Harbour Ltd</b>",
        repo_url="https://git.example.net/harbour/docs",
        edit_uri="edit/main/docs/",
        extra_css=["own.css"],
        extra_javascript=["own.js"],
        extra={"generator": False, "social": [{"icon": "material/rss", "link": "https://feed.example.net"}]},
    )
    with served(site) as url:
        visit(page, url)
        expect(page.locator(".md-tabs__link").first).to_be_visible()
        expect(page.locator(".md-copyright b")).to_have_text("Harbour Ltd")
        expect(page.locator(".md-header .md-source")).to_have_attribute("href", "https://git.example.net/harbour/docs")
        expect(page.locator("a[rel=edit]")).to_have_attribute(
            "href", "https://git.example.net/harbour/docs/edit/main/docs/en/index.md"
        )
        expect(page.locator(".md-social a")).to_have_attribute("href", "https://feed.example.net")
        assert page.evaluate("document.documentElement.dataset.own") == "yes"
        assert page.locator("h1").evaluate("one => getComputedStyle(one).letterSpacing") == "5px"
        header = page.locator(".md-header").evaluate("one => getComputedStyle(one).backgroundColor")
        assert header == "rgb(0, 148, 133)"
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert page.locator("script[src*=bundle]").count() == 0


def test_bundle_comes_with_what_needs_it(build_small, page: Page):
    with served(build_small(["navigation.top", "content.code.copy"])) as url:
        visit(page, url)
        expect(page.locator("script[src*=bundle]")).to_have_count(1)
        page.wait_for_selector("html.js:not(.no-js)", state="attached")
