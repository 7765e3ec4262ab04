"""The region switch as a reader uses it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pressed import pressed

from gateway_docs.measure.browser import STARTED, visit

SWITCH = "#gateway-region"


@pytest.fixture
def codex(page: Page, address: str) -> Page:
    visit(page, address + "clients/codex/")
    return page


def base_url(page: Page) -> str:
    return re.search('base_url = "(.+)"', page.locator(".language-toml code").inner_text())[1]


def test_changes_snippets_sentences_and_tables(page: Page, address: str):
    visit(page, address + "api-keys/")
    page.select_option(SWITCH, "eu")
    expect(page.locator("main")).to_contain_text("OpenAI format (https://eu.api.gateway.example/v1)")
    expect(page.locator("main")).to_contain_text("use the region Europe")
    assert page.locator("tr[aria-current] td:nth-last-child(2)").all_inner_texts() == ["Europe"] * 3 + ["Europe"]
    visit(page, address + "clients/")
    assert page.locator("td:has-text('https://eu.api')").count() >= 6
    assert "https://api.gateway.example" not in page.locator("main").inner_text()


def test_changes_recorded_errors(codex: Page):
    codex.select_option(SWITCH, "asia")
    said = codex.locator("pre", has_text="The path lacks /v1").first.text_content()
    assert "url: https://asia.api.gateway.example/responses" in said


def test_is_told_and_linked(codex: Page):
    codex.get_by_label("Region").select_option("eu")
    expect(codex.get_by_role("status")).to_have_text("This page now shows the addresses of the region Europe.")
    assert codex.url.endswith("?region=eu")


def test_link_wins_and_is_remembered(codex: Page, address: str):
    codex.select_option(SWITCH, "eu")
    visit(codex, address + "clients/codex/?region=asia#configure")
    assert base_url(codex) == "https://asia.api.gateway.example/v1"
    visit(codex, address + "clients/codex/")
    assert base_url(codex) == "https://asia.api.gateway.example/v1"


def test_survives_language_and_navigation(codex: Page, address: str):
    codex.select_option(SWITCH, "eu")
    visit(codex, address + "zh/clients/codex/")
    assert base_url(codex) == "https://eu.api.gateway.example/v1"
    assert codex.locator(f"{SWITCH} option:checked").inner_text() == "欧洲"


@pytest.mark.parametrize("unknown", ["mars", "", "__proto__", "<script>"])
def test_unknown_region_shows_the_first(page: Page, address: str, unknown: str):
    page.add_init_script(f"localStorage.setItem('gateway-region', {unknown!r})")
    visit(page, f"{address}clients/codex/?region={unknown}")
    assert base_url(page) == "https://api.gateway.example/v1"
    assert page.input_value(SWITCH) == "global"


def test_works_without_storage(browser: Browser, address: str):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    page = context.new_page()  # not the fixture: the theme's own scripts complain
    visit(page, address + "clients/codex/?region=eu")
    linked = base_url(page)
    page.select_option(SWITCH, "asia")
    chosen = base_url(page)
    context.close()
    assert [linked, chosen] == ["https://eu.api.gateway.example/v1", "https://asia.api.gateway.example/v1"]


def test_choice_before_the_script_is_there_counts(page: Page, address: str):
    held = []
    page.route("**/assets/*/site.js", lambda route: held.append(route))
    with page.expect_request("**/assets/*/site.js"):
        page.goto(address + "clients/codex/")
    page.select_option(SWITCH, "eu")
    assert base_url(page) == "https://api.gateway.example/v1"
    held[0].continue_()
    page.locator(STARTED).wait_for(state="attached")
    assert base_url(page) == "https://eu.api.gateway.example/v1"
    assert page.url.endswith("?region=eu")


def test_nothing_flashes(page: Page, address: str):
    """What is painted first shows the region already: no later script changes it, and the text does not move."""
    page.add_init_script("""
        window.moved = [];
        new PerformanceObserver((list) => list.getEntries().flatMap((entry) => entry.sources).forEach(({node}) => {
            if (node?.parentElement?.closest("main")) window.moved.push(node.textContent);
        })).observe({type: "layout-shift", buffered: true});
        addEventListener("DOMContentLoaded", () => {window.first = document.querySelector("main").innerText});
    """)
    visit(page, address + "clients/codex/?region=eu")
    assert "https://eu.api.gateway.example/v1" in page.evaluate("first")
    assert "https://api.gateway.example" not in page.evaluate("first")
    assert page.evaluate("moved") == []


def test_copy_button_copies_what_is_shown(browser: Browser, address: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, address + "clients/codex/?region=eu")
    assert pressed(page.locator(".language-toml .copy")) == "Copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert 'base_url = "https://eu.api.gateway.example/v1"' in copied


def test_another_tab_changed_it_before_going_back(codex: Page, address: str):
    visit(codex, address + "faq/")
    codex.select_option(SWITCH, "eu")
    codex.go_back()
    assert base_url(codex) == "https://eu.api.gateway.example/v1"


def test_without_javascript(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, address + "clients/codex/?region=eu")
    shown, switch = base_url(page), page.locator(SWITCH).is_visible()
    context.close()
    assert (shown, switch) == ("https://api.gateway.example/v1", False)


def test_back_keeps_the_last_choice(codex: Page, address: str):
    codex.select_option(SWITCH, "eu")
    visit(codex, address + "faq/")
    codex.select_option(SWITCH, "asia")
    codex.go_back()
    codex.locator(STARTED).wait_for(state="attached")
    assert base_url(codex) == "https://asia.api.gateway.example/v1"
    codex.wait_for_url("**/clients/codex/?region=asia")
    visit(codex, address + "clients/codex/")
    assert base_url(codex) == "https://asia.api.gateway.example/v1"


def test_choice_in_another_tab_is_followed(codex: Page, address: str):
    other = codex.context.new_page()
    visit(other, address + "faq/")
    other.select_option(SWITCH, "eu")
    expect(codex.locator(".language-toml code")).to_contain_text("https://eu.api.gateway.example/v1")
