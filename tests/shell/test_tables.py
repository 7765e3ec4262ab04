"""Tables are read without scrolling on a desk; on a phone what a tool says breaks like text, and addresses do not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from gateway_docs.measure.browser import visit

#: What scrolls sideways or runs over the cell beside it, laid out as if it was in view: how wide it is, and its place.
SCROLLING = """() => {
    for (const block of document.querySelectorAll(".md-typeset > *")) block.style.contentVisibility = "visible";
    const boxes = [...document.querySelectorAll(".table-box, .table-box :is(th, td)")];
    if (!boxes.length) throw new Error("no tables");
    const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1);
    return wide.map((box) => [box.scrollWidth, box.clientWidth, box.textContent.trim().slice(0, 60)]);
}"""
LINES = "code => code.getClientRects().length"


@pytest.mark.parametrize("language", ["", "zh/"])
@pytest.mark.parametrize("path", ["troubleshooting/", "clients/", "clients/opencode/", "top-up/"])
def test_no_table_scrolls_on_a_desk(page: Page, address, language, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, address + language + path)
    assert page.evaluate(SCROLLING) == []


@pytest.mark.parametrize("width", [721, 768, 880, 960, 1219, 1220])
@pytest.mark.parametrize("path", ["clients/", "zh/clients/", "top-up/", "zh/top-up/"])
def test_no_table_of_many_columns_scrolls_on_a_tablet(page: Page, address, path, width):
    """Where the arrangement of the table or of the page changes, and between."""
    page.set_viewport_size({"width": width, "height": 1024})
    visit(page, address + path)
    assert page.evaluate(SCROLLING) == []


def test_filtered_rows_are_gone_on_a_tablet(page: Page, address):
    page.set_viewport_size({"width": 768, "height": 1024})
    visit(page, address + "clients/")
    page.locator(".gateway-clients [name=name]").fill("codex")
    expect(page.locator(".gateway-clients ~ .table-box").first.locator("tbody tr:visible")).to_have_count(1)


def test_a_heading_does_not_break_within_a_word(page: Page, address):
    page.set_viewport_size({"width": 768, "height": 1024})
    visit(page, address + "zh/top-up/")
    headings = page.get_by_role("columnheader", name="输入", exact=True).or_(
        page.get_by_role("columnheader", name="状态")
    )
    lines = (
        "all => all.map((th) => { const r = new Range(); r.selectNodeContents(th); return r.getClientRects().length; })"
    )
    assert headings.evaluate_all(lines) == [1, 1]


@pytest.mark.parametrize(
    "path",
    ["clients/", "zh/clients/", "troubleshooting/", "zh/troubleshooting/", "top-up/", "messages/", "clients/copilot/"],
)
def test_no_table_scrolls_on_a_phone(page: Page, address, path):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + path)
    assert page.evaluate(SCROLLING) == []


@pytest.mark.parametrize("path", ["", "troubleshooting/", "clients/copilot/", "zh/clients/copilot/"])
def test_no_table_scrolls_on_a_small_phone(page: Page, address, path):
    page.set_viewport_size({"width": 360, "height": 780})
    visit(page, address + path)
    assert page.evaluate(SCROLLING) == []


#: The lines of an element's text.
TEXT_OF_LINES = """(element) => {
    const range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), lines = [];
    for (let node = walker.nextNode(), top; node; node = walker.nextNode())
        for (const [at, letter] of [...node.data].entries()) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const here = Math.round(range.getBoundingClientRect().top);
            if (here !== top) lines.push("");
            lines[lines.length - 1] += letter;
            top = here;
        }
    return lines;
}"""


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_long_address_breaks_at_a_slash(page: Page, address, language):
    page.set_viewport_size({"width": 360, "height": 780})
    visit(page, f"{address}{language}clients/copilot/")
    code = page.locator("td code", has_text="/v1/chat/completions").first
    code.scroll_into_view_if_needed()
    *before, last = code.evaluate(TEXT_OF_LINES)
    assert before and last, "the address stands on several lines"
    assert [line for line in before if not line.endswith("/")] == []


def test_a_cell_says_its_heading_on_a_phone(page: Page, address):
    visit(page, address + "zh/clients/")
    cell = page.locator("tr", has_text="Codex").locator("td").nth(1)
    says = "cell => getComputedStyle(cell, '::before').content"
    assert cell.evaluate(says) == "none"  # the heading stands above it
    page.set_viewport_size({"width": 390, "height": 844})
    assert cell.evaluate(says) == '"厂商"'
    assert page.locator("tr", has_text="Codex").locator("td").first.evaluate(says) == "none"  # a name speaks for itself


#: How far from the edge of its cell each value begins.
VALUES = """() => [...document.querySelectorAll("table[data-rows] td[data-label]:not(:empty)")].flatMap((cell) => {
    if (getComputedStyle(cell, "::before").content === "none" || !cell.checkVisibility()) return [];
    const range = new Range();
    range.selectNodeContents(cell);
    const [line] = [...range.getClientRects()].filter(({ width }) => width);
    return line ? [Math.round(line.left - cell.getBoundingClientRect().left)] : [];
})"""


@pytest.mark.parametrize("path", ["api-keys/", "zh/api-keys/", "clients/", "zh/clients/"])
def test_values_stand_below_each_other_on_a_phone(page: Page, address, path):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + path)
    places = page.evaluate(VALUES)
    assert len(places) > 9
    assert max(places) - min(places) < 4, places  # code has some room on its left


def test_a_name_stands_at_the_edge_on_a_phone(page: Page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + "clients/")
    row = page.locator("tr", has_text="Codex").first
    assert row.locator("a .client-icon").bounding_box()["x"] - row.bounding_box()["x"] < 12


ARROWS = ".md-sidebar--primary .md-nav__icon:visible"
LEFT = "all => all.map((arrow) => arrow.getBoundingClientRect().left)"
FOLLOWED = "all => all.forEach((arrow) => arrow.after(Object.assign(document.createElement('span'), {hidden: true})))"


def test_arrows_of_the_menu_stand_below_each_other(page: Page, address):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, address + "clients/codex/")
    places = page.locator(ARROWS).evaluate_all(LEFT)
    assert len(places) > 3 and len(set(places)) == 1, places


def test_arrows_stay_while_the_menu_is_read(page: Page, address):
    """No arrow is the last child of its link before the end of that link has come, and stands where it will stand."""
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, address + "clients/codex/")
    arrows = page.locator(ARROWS)
    places = arrows.evaluate_all(LEFT)
    arrows.evaluate_all(FOLLOWED)
    assert arrows.evaluate_all(LEFT) == places


def test_filtered_rows_are_gone_on_a_phone(page: Page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + "clients/")
    page.locator(".gateway-clients [name=name]").fill("codex")
    expect(page.locator(".gateway-clients ~ .table-box").first.locator("tbody tr:visible")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "code", "breaks"),
    [
        ("messages/", "No available channel for model … under group default (distributor)", True),
        ("troubleshooting/", "/chat/completions", False),
    ],
)
def test_code_on_a_phone(page: Page, address, path, code, breaks):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + path)
    found = page.locator("td code").get_by_text(code, exact=True).first
    found.scroll_into_view_if_needed()
    assert (found.evaluate(LINES) > 1) == breaks


#: The pixels between each block of code and the paragraph above it, as a reader sees them.
ROOM = """() => [...document.querySelectorAll(".md-typeset > p + .highlight")].map((block) => {
    block.scrollIntoView({ block: "center" });
    const [above, code] = [block.previousElementSibling, block.firstElementChild];
    return code.getBoundingClientRect().top - above.getBoundingClientRect().bottom;
})"""


@pytest.mark.parametrize("path", ["clients/codex/", "zh/clients/codex/", "connect/"])
def test_code_has_the_same_room_wherever_it_stands(page: Page, address, path):
    """Also far down the page, where blocks are laid out late."""
    visit(page, address + path)
    rooms = page.evaluate(ROOM)
    assert len(rooms) > 1
    assert max(rooms) - min(rooms) < 2, rooms
