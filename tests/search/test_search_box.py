"""The search box, as a reader uses it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from gateway_docs.measure.browser import visit

BOX = "[data-gateway-search]"


@pytest.fixture
def box(page, address):
    visit(page, f"{address}faq/")
    return page.locator(BOX)


def option(box, number=0):
    return box.get_by_role("option").nth(number)


def test_from_key_to_section(page, box):
    page.keyboard.press("/")
    page.keyboard.insert_text("refund")
    expect(box.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    expect(option(box)).to_contain_text("Refund")
    expect(option(box).locator("mark").first).to_have_text("Refund")
    expect(box.get_by_role("status")).to_have_text(re.compile(r"\d+ entr(y|ies) found"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/top-up/#refund")
    expect(page.locator("article mark").first).to_have_text("Refund")


def test_arrows_choose(page, box):
    page.keyboard.press("s")
    page.keyboard.insert_text("401")
    expect(option(box, 1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(option(box, 1)).to_have_attribute("aria-selected", "true")
    expect(box.get_by_role("combobox")).to_have_attribute("aria-activedescendant", option(box, 1).get_attribute("id"))
    page.keyboard.press("Escape")
    expect(box.get_by_role("option")).to_have_count(0)
    expect(box.get_by_role("combobox")).not_to_be_focused()


def test_back_from_an_entry_leads_to_the_search(page, box):
    page.keyboard.press("/")
    page.keyboard.insert_text("refund")
    expect(option(box)).to_contain_text("Refund")
    page.keyboard.press("Enter")
    page.wait_for_url("**/top-up/#refund")
    page.go_back()
    expect(option(box)).to_contain_text("Refund")
    expect(box.get_by_role("combobox")).to_have_value("refund")


KEYS = ["sk-test-0123456789abcdef", "AIzaSyTest0123456789abcdefghijklmnopqr", "cr_0123456789abcdef0123456789abcdef"]


@pytest.mark.parametrize("key", KEYS)
def test_key_stays_out_of_the_address(page, box, key):
    """Whoever opens an entry, and whoever presses Enter where the search could not start."""
    addresses = []
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    page.keyboard.press("/")
    page.keyboard.insert_text(f"refund {key}")
    expect(option(box)).to_contain_text("Refund")
    page.keyboard.press("Enter")
    page.wait_for_url("**/top-up/#refund")
    page.go_back()
    expect(box.get_by_role("combobox")).to_have_value("refund")
    assert not [address for address in addresses if key in address]


@pytest.mark.parametrize("key", KEYS)
def test_key_stays_out_of_the_address_before_the_search_has_started(page, address, key):
    page.route("**/assets/*/site.js", lambda route: route.abort())
    visit(page, address)
    page.locator(f"{BOX} input").fill(f"401 {key}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faq/?q=401")


@pytest.mark.parametrize("words", ["skipWebFetchPreflight", "ANTHROPIC_DEFAULT_OPUS_MODEL", "credit_balance_too_low"])
def test_what_is_no_key_stays_in_the_address(page, box, words):
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    expect(option(box)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")
    page.go_back()
    expect(box.get_by_role("combobox")).to_have_value(words)


@pytest.mark.parametrize("target", ["clients/codex/?h=Codex", "faq/?h=key#%E0%A4%A"])
def test_entry_without_a_section_is_marked(page, address, target):
    """Also where the address names a section in a way that nobody can read."""
    visit(page, address + target)
    expect(page.locator("article mark").first).to_be_visible()
    assert "h=" not in page.url


def test_link_with_query(page, address):
    visit(page, f"{address}zh/?q=忘记密码")
    expect(option(page.locator(BOX))).to_contain_text("忘记密码")


def test_nothing_loads_before_touch(page, address, assets):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, f"{address}faq/", wait_until="networkidle")
    assert [url for url in asked if "search" in url] == []
    assert f"{address}{assets}/site.js" in asked


def test_touched_before_its_script_came(page, address):
    page.route("**/assets/*/site.js", lambda route: [page.locator(f"{BOX} input").fill("401"), route.continue_()])
    visit(page, f"{address}faq/")
    expect(option(page.locator(BOX))).to_contain_text("401")


def test_no_match_leads_to_contact(page, box):
    page.keyboard.press("/")
    page.keyboard.insert_text("xylophone zebra quux")
    expect(box.get_by_role("status")).to_contain_text("closest")
    expect(box.get_by_role("option").last).to_contain_text("Ask support")


def test_missing_index_offers_faq(page, address):
    page.route("**/search/*/en.json", lambda route: route.abort())
    visit(page, address)
    page.locator(f"{BOX} input").focus()
    expect(page.locator(BOX).get_by_role("link", name="Read the FAQ")).to_be_visible()


def test_examples_are_fetched_for_a_question_of_several_words(page, address):
    visit(page, f"{address}?q=refund")
    expect(option(page.locator(BOX))).to_contain_text("Refund")
    fetched = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in fetched if "examples" in name] == []
    with page.expect_response("**/en/examples-latin.json"):
        page.locator(f"{BOX} input").fill("the bot says that it cannot reach my account any more")


@pytest.mark.parametrize("missing", ["examples-latin.json", "examples.js"])
def test_missing_examples_leave_the_rest(page, address, missing):
    page.route(f"**/{missing}", lambda route: route.abort())
    visit(page, f"{address}?q=how do I get a refund for my top-up")
    expect(option(page.locator(BOX))).to_contain_text("Refund")


def test_missing_part_leaves_the_rest(page, address):
    page.route("**/search/*/en/asked.json", lambda route: route.abort())
    visit(page, f"{address}?q=密钥 401")
    expect(option(page.locator(BOX))).to_contain_text("401")


def test_blocked_script_offers_faq(page, address):
    page.route("**/assets/*/search/*", lambda route: route.abort())
    visit(page, address)
    page.locator(f"{BOX} input").click()
    expect(page.locator(BOX).get_by_role("link", name="Read the FAQ")).to_be_visible()
    page.locator(f"{BOX} input").fill("refund")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faq/?q=refund")


def test_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, address)
    expect(page.locator("a.gateway-search-faq")).to_be_visible()
    context.close()
