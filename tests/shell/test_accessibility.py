"""No page breaks a rule of axe, in any language, light or dark, on a phone or a desktop; and the keyboard is enough."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gateway_docs.browser import visit
from gateway_docs.clients import ROOT

AXE = ROOT / "tools/node_modules/axe-core/axe.min.js"
SENDS_ON = 'http-equiv="refresh"'
#: Frames and devices that the site has none of make axe look for nothing; everything else counts, advice included.
OPTIONS = {"resultTypes": ["violations"], "iframes": False}
#: The rules that a colour can break. Light and dark differ in colours alone, see test_schemes_differ_in_colours_alone.
COLOURS = {**OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
PHONE, DESKTOP, ZOOMED = {"width": 390, "height": 844}, {"width": 1280, "height": 900}, {"width": 320, "height": 256}


def paths(site: Path, language: str) -> list[str]:
    """The paths of all pages of a language, and one that does not exist."""
    files = [path for path in (site / language).rglob("index.html") if SENDS_ON not in path.read_text("utf-8")]
    found = [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(files)]
    return [path for path in found if language or not path.startswith("zh/")] + [f"{language}no/such/page/"]


def violations(page: Page, options: dict = OPTIONS) -> list[str]:
    """What axe finds on the page as it is shown, one line each."""
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{page.url} {rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


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


@pytest.mark.parametrize(("language", "viewport"), [*product(("", "zh/"), (PHONE, DESKTOP))], ids=str)
def test_axe(open_page, site, address, language, viewport):
    page, found = open_page(viewport=viewport, color_scheme="light", reduced_motion="reduce"), []
    for path in paths(site, language):
        visit(page, address + path)
        page.evaluate(AXE.read_text("utf-8"))
        found += violations(page)
        page.emulate_media(color_scheme="dark")
        found += violations(page, COLOURS)
        page.emulate_media(color_scheme="light")
    assert found == []


PLACES = """() => [...document.body.querySelectorAll("*")].filter((one) => !one.closest(".scheme")).map((one) => {
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
    page.evaluate(AXE.read_text("utf-8"))
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=x><button></button>'")
    assert len(violations(page)) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_of_what_opens(open_page, address, scheme):
    page = open_page(viewport=PHONE, color_scheme=scheme)
    visit(page, f"{address}faq/")
    page.evaluate(AXE.read_text("utf-8"))
    for name in ("Chapters", "On this page"):
        page.get_by_role("button", name=name).click()
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Search").fill("refund")
    expect(page.locator("#gateway-search-list").get_by_role("option").first).to_be_visible()
    assert violations(page) == []


REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0
        && (one.type !== "radio" || one.checked)).length"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body || one.dataset.seen) return null;
    one.dataset.seen = "yes";
    const shown = one.type === "radio" ? getComputedStyle(one.parentElement.querySelector(`[for="${one.id}"]`)) : style;
    return {what: one.outerHTML.slice(0, 120), outline: parseFloat(shown.outlineWidth), style: shown.outlineStyle,
        scrolls: one.matches("[role=region]")};
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
    expect(page.get_by_role("navigation", name="Chapters").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Support", exact=True).press("Enter")
    page.wait_for_url("**/support/")


def test_skip_link(page: Page, address):
    visit(page, f"{address}faq/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_zoomed_to_400_percent(page: Page, site, address, language):
    """1280 by 1024 at 400 % leaves 320 by 256: text wraps, only tables and code scroll, the header does not stay."""
    page.set_viewport_size(ZOOMED)
    wide = {}
    for path in paths(site, language):
        visit(page, address + path)
        if (extra := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[path] = extra
    assert wide == {}
    assert page.locator(".top").evaluate("top => getComputedStyle(top).position") != "sticky"


def test_reduced_motion(open_page, address):
    page = open_page(reduced_motion="reduce")
    visit(page, f"{address}faq/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = "[...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration))"
    assert page.evaluate(f"{moving}.length + document.getAnimations().length") == 0
