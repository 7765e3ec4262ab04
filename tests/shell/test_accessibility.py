"""No page breaks a rule of axe, in any language, light or dark, on a phone or a desktop; and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tour import DESKTOP, PHONE, ZOOMED, Tourist, axe, violations

from gateway_docs.measure.browser import visit

LANGUAGES = ("en", "zh")


@pytest.fixture
def open_page(browser: Browser):
    contexts = []

    def open_page(**options) -> Page:
        contexts.append(browser.new_context(service_workers="block", **options))
        page = contexts[-1].new_page()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe(tours, language):
    """Each page on a phone and a desktop; the colours of a kind of text, light and dark, where it is met first."""
    assert [problem for seen in tours(language) for problem in seen.violations] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_forbidden_or_wrong(tours, language):
    """No page breaks the content security policy, and no script ends with an error."""
    assert {seen.path: seen.errors for seen in tours(language) if seen.errors} == {}


PLACES = """() => [...document.body.querySelectorAll("*:not([data-md-component=palette] *)")].map((one) => {
    const {x, y, width, height} = one.getBoundingClientRect(), {display, visibility} = getComputedStyle(one);
    return [one.tagName, display, visibility, x, y, width, height].join(" ");
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["", "clients/", "clients/codex/", "faq/", "top-up/", "setup/"])
def test_schemes_differ_in_colours_alone(page: Page, address, kind, viewport):
    """So the rules that no colour can break are tried in one of them."""
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit(page, address + kind)
    light = page.evaluate(PLACES)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PLACES) == light


def test_axe_is_awake(open_page, address):
    page = open_page(viewport=PHONE)
    visit(page, address)
    page.evaluate(axe())
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=x><button></button>'")
    assert len(violations(page)) >= 2


PALE = "(selector) => Object.assign(document.querySelector(selector).style, {color: '#ddd', backgroundColor: '#eee'})"


@pytest.mark.parametrize(
    "selector", ["main h1 + p", "main td + td", "main pre span:not(.w)", "main p > a[href]", ".md-nav a.md-nav__link"]
)
def test_colours_of_one_text_are_a_kind(open_page, address, selector):
    """A page that was met before, with one pale text more: that text is a new kind, and is judged."""
    page = open_page(viewport=DESKTOP, reduced_motion="reduce")
    tourist = Tourist(page)
    visit(page, f"{address}clients/codex/")
    page.evaluate(axe())
    assert tourist.colours() == []
    page.evaluate(PALE, selector)
    assert [problem for problem in tourist.colours() if "color-contrast" in problem]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_of_what_opens(open_page, address, scheme):
    page = open_page(viewport=PHONE, color_scheme=scheme)
    visit(page, f"{address}faq/")
    page.evaluate(axe())
    for name in ("Chapters", "FAQ"):  # the page in the list of chapters opens its sections
        page.get_by_role("button", name=name, exact=True).click()
        assert violations(page) == []


def check(page: Page) -> Iterator[None]:
    for text in ("http://api.gateway.example/v1/v1", "some words that nobody has seen"):
        page.get_by_label("Base URL, key, model, settings or error message").fill(text)
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator("[data-at=results][aria-busy=false]").wait_for(state="attached")
        yield


def calculate(page: Page) -> Iterator[None]:
    page.get_by_label("Cached input tokens").fill("80.5")
    page.get_by_text("Enter whole numbers").wait_for()
    yield


def search(page: Page) -> Iterator[None]:
    for text, said in {"503 no available channel": "entries found", "xyzzyqux": "closest"}.items():
        page.get_by_role("combobox", name="Search").fill(text)
        page.locator("[data-search-status]", has_text=said).wait_for()
        yield


@pytest.mark.parametrize(("path", "say"), [("setup/", check), ("top-up/", calculate), ("clients/codex/", search)])
def test_axe_of_what_is_said(open_page, address, path, say):
    page = open_page(viewport=PHONE, reduced_motion="reduce")
    visit(page, address + path)
    page.evaluate(axe())
    for _ in say(page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []


REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0
        && (one.type !== "radio" || one.checked)).length"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body || one.dataset.seen) return null;
    one.dataset.seen = "yes";
    const tabs = one.parentElement.querySelector(":scope > .tabbed-labels");
    const label = one.name === "__palette" ? one.nextElementSibling : tabs;
    const shown = one.type === "radio" ? getComputedStyle(label) : style;
    return {what: one.outerHTML.slice(0, 120), outline: parseFloat(shown.outlineWidth), style: shown.outlineStyle,
        scrolls: one.matches(".table-box, pre > code")};
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["", "clients/codex/", "top-up/"])
def test_keyboard_reaches_everything(page: Page, address, kind, viewport):
    page.set_viewport_size(viewport)
    visit(page, address + kind)
    wanted, reached = page.evaluate(REACHABLE), []
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        if (focused := page.evaluate(FOCUSED)) is None:
            break
        reached.append(focused)
    assert [one["what"] for one in reached if one["outline"] < 2 or one["style"] == "none"] == []
    assert len([one for one in reached if not one["scrolls"]]) == wanted


def test_keyboard_in_the_chapters(page: Page, address):
    page.set_viewport_size(PHONE)
    visit(page, f"{address}faq/")
    button = page.get_by_role("button", name="Chapters")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="Navigation").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Support", exact=True).press("Enter")
    page.wait_for_url("**/support/")


def test_skip_link(page: Page, address):
    visit(page, f"{address}faq/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article :focus")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_zoomed_to_400_percent(tours, language):
    """1280 by 1024 at 400 % leaves 320 by 256: text wraps, only tables and code scroll, the header does not stay."""
    assert {seen.path: seen.sticks_out for seen in tours(language) if seen.sticks_out > 0} == {}
    assert [seen.path for seen in tours(language) if seen.header_stays] == []


def test_search_zoomed_to_400_percent(open_page, address):
    page = open_page(viewport=ZOOMED)
    visit(page, f"{address}faq/?q=401")
    expect(page.get_by_role("option").first).to_be_in_viewport()


def test_reduced_motion(open_page, address):
    page = open_page(reduced_motion="reduce")
    visit(page, f"{address}faq/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = "[...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration))"
    assert page.evaluate(f"{moving}.length + document.getAnimations().length") == 0
