"""Tests share one window; nothing that one of them stores is there in the tab of the next."""

from __future__ import annotations

import pytest

from gateway_docs.measure.browser import visit

STORED = """async () => [
    document.cookie, localStorage.length, sessionStorage.length, (await caches.keys()).length,
    (await indexedDB.databases()).length, (await navigator.permissions.query({name: "clipboard-read"})).state,
]"""
STORE = """async () => {
    document.cookie = "seen=yes";
    localStorage.setItem("seen", "yes");
    sessionStorage.setItem("seen", "yes");
    await (await caches.open("seen")).put("/seen", new Response("yes"));
    await new Promise((done) => Object.assign(indexedDB.open("seen"), {onsuccess: done}));
}"""


@pytest.mark.parametrize("turn", [1, 2])
def test_tab_has_nothing_stored(page, address, turn):
    visit(page, f"{address}support/")
    there = page.evaluate("Object.keys(localStorage).filter((name) => name.includes('seen'))")
    assert (there, page.evaluate(STORED)[0], page.evaluate(STORED)[2:]) == ([], "", [0, 0, 0, "prompt"])
    assert len(page.context.pages) == 2
    page.context.grant_permissions(["clipboard-read"], origin=address.rstrip("/"))
    page.evaluate(STORE)
    page.context.new_page()


@pytest.mark.parametrize("turn", [1, 2])
def test_tab_asks_the_server(page, address, assets, turn):
    with page.expect_response(f"**/{assets}/site.js") as answer:
        visit(page, f"{address}support/")
    assert answer.value.request.sizes()["responseBodySize"] > 0
