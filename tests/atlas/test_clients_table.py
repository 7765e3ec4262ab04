"""One table compares all clients: whole without JavaScript, sortable and filterable with it, and the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gateway_docs.clients import Client, load_clients
from gateway_docs.measure.browser import visit


def column(page: Page, number: int) -> list[str]:
    """The texts of one column of the page's first table, of the rows that are shown."""
    rows = page.locator(".md-typeset table").first.locator("tbody tr:visible")
    return rows.locator(f"td:nth-child({number})").all_inner_texts()


def names_shown(page: Page) -> list[str]:
    return column(page, 1)


#: Addresses and keys that do not stand beside their vendor, since a line before them was broken.
BROKEN = """(box) => [...box.querySelectorAll("tbody tr")].flatMap(({ cells: [, vendors, ...others] }) => {
    const top = (element) => Math.round(element.getBoundingClientRect().top);
    const tops = (cell, name) => [...cell.querySelectorAll(name)].map(top);
    const breaks = vendors.querySelectorAll("br").length;
    const keys = tops(others[1], "code");
    return tops(others[0], "code").filter((top, line) => top !== keys[line] || keys.length !== breaks + 1);
})"""


def by_use() -> list[Client]:
    return sorted(load_clients().values(), key=lambda client: client.rank)


def test_one_row_for_each_client_with_its_vendors(page: Page, address: str):
    visit(page, f"{address}clients/")
    assert names_shown(page) == [client.name for client in by_use()]
    names = {"openai": "OpenAI", "anthropic": "Anthropic", "gemini": "Gemini"}
    assert [text.split("\n") for text in column(page, 2)] == [
        [name for id_, name in names.items() if id_ in client.vendors] for client in by_use()
    ]


@pytest.mark.parametrize("language", ["", "zh/"])
def test_nothing_is_cut_on_a_laptop(page: Page, address: str, language: str):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, f"{address}{language}clients/")
    box = page.locator(".table-box").first
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    assert box.evaluate(BROKEN) == []


#: Names of clients whose icon does not stand beside their first line, in the table.
ALONE = """() => [...document.querySelectorAll(".table-box td > a:has(> svg)")].filter((link) => {
    const icon = link.firstElementChild.getBoundingClientRect(), words = document.createRange();
    words.selectNodeContents(link.lastChild);
    const [line] = words.getClientRects();
    const outside = icon.left < link.closest(".table-box").getBoundingClientRect().left;
    return outside || icon.right > line.left || icon.top > line.bottom || icon.bottom < line.top;
}).map((link) => link.textContent)"""


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_icon_stands_beside_the_name(page: Page, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, f"{address}clients/")
    assert page.evaluate(ALONE) == []


def test_filter_by_vendor(page: Page, address: str):
    visit(page, f"{address}clients/")
    page.get_by_label("Vendor").select_option("Gemini")
    shown = names_shown(page)
    assert shown == [client.name for client in by_use() if "gemini" in client.vendors]


def test_filter_by_name(page: Page, address: str):
    visit(page, f"{address}clients/")
    page.get_by_label("Client", exact=True).fill("codex")
    assert set(names_shown(page)) == {"Codex"}
    page.get_by_label("Client", exact=True).fill("no such tool")
    expect(page.locator(".gateway-clients [role=status]")).to_have_text("No client matches.")


def test_sort(page: Page, address: str):
    visit(page, f"{address}clients/")
    heading = page.get_by_role("columnheader", name="Client")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    upwards = [name.lower() for name in names_shown(page)]
    assert upwards == sorted(upwards)
    heading.get_by_role("button").click()
    assert [name.lower() for name in names_shown(page)] == upwards[::-1]


def test_whole_without_javascript(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, f"{address}clients/")
    assert {client.name for client in load_clients().values()} <= set(names_shown(page))
    assert not page.locator(".gateway-clients").is_visible()
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_controls_have_their_place_before_scripts_run(site: Path, language: str):
    """A reader's text does not jump when the script starts."""
    html = site.joinpath(f"{language}clients/index.html").read_text("utf-8")
    controls = html.index('<div class="gateway-tool gateway-clients" data-none')
    assert controls < html.index("<table")


def test_json_says_the_same(site: Path):
    listed = json.loads(site.joinpath("clients.json").read_text("utf-8"))["clients"]
    assert [entry["id"] for entry in listed] == list(load_clients())
    codex = next(entry for entry in listed if entry["id"] == "codex")
    assert codex["versions"] == load_clients()["codex"].versions
    assert codex["vendors"]["openai"]["base_url"] == "https://api.gateway.example/v1"
