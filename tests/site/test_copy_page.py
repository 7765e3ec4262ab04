"""The button that copies a page as Markdown, as a reader uses it."""

from __future__ import annotations

import pytest

from gateway_docs.measure.browser import visit

BUTTON = "[data-gateway-copy]"
COPIED = "() => navigator.clipboard.readText()"


@pytest.fixture
def faq(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    visit(page, f"{address}zh/faq/")
    page.wait_for_selector(BUTTON)
    return page


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_copies_by_keyboard(faq, site, key):
    faq.focus(BUTTON)
    faq.keyboard.press(key)
    faq.wait_for_function("() => document.querySelector('.gateway-actions [aria-live]').textContent === '已复制'")
    assert faq.evaluate(COPIED) == (site / "zh/faq/index.md").read_text("utf-8")


def test_copies_the_region_that_is_shown(faq, site, address):
    faq.add_init_script("delete RegExp.escape")  # browsers of 2024 have none
    visit(faq, f"{address}clients/codex/?region=eu")
    faq.click(BUTTON)
    faq.wait_for_function("() => document.querySelector('.gateway-actions [aria-live]').textContent")
    twin = (site / "clients/codex/index.md").read_text("utf-8")
    assert faq.evaluate(COPIED) == twin.replace("//api.gateway.example", "//eu.api.gateway.example")


def test_copied_list_of_regions_stays(faq, address):
    visit(faq, f"{address}api-keys/?region=eu")
    faq.click(BUTTON)
    faq.wait_for_function("() => document.querySelector('.gateway-actions [aria-live]').textContent")
    copied = faq.evaluate(COPIED)
    assert "| OpenAI | Global | `https://api.gateway.example/v1` |" in copied
    assert "**OpenAI format** (`https://eu.api.gateway.example/v1`)" in copied


def test_places_of_tools_and_regions_leave_no_mark(site):
    for page in ("setup", "top-up", "api-keys", "zh/api-keys"):
        assert "data-" not in (site / page / "index.md").read_text("utf-8")


def test_says_when_it_fails(faq):
    faq.route("**/index.md", lambda route: route.abort())
    faq.click(BUTTON)
    faq.wait_for_function(
        "() => document.querySelector('.gateway-actions [aria-live]').textContent.startsWith('复制失败')"
    )


def test_link_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, f"{address}faq/")
    assert not page.is_visible(BUTTON)
    assert page.get_attribute(".gateway-actions a", "href") == "index.md"
    context.close()
