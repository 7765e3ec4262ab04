"""Clients are known by their icons: on the front page, in the table of all, and on their own pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.measure.browser import visit
from gateway_docs.theme.icons import Icons

CODEX = load_clients()["codex"]


@pytest.mark.parametrize("language", ["", "zh/"])
def test_front_page_leads_with_clients_in_the_order_of_use(address, page, language):
    visit(page, address + language)
    links = page.locator("article > ul a, article li a")
    ranked = sorted((one for one in load_clients().values() if one.rank < 99), key=lambda one: one.rank)
    shown = [link.inner_text() for link in links.all()[: len(ranked)]]
    assert shown == [client.name for client in ranked]
    assert links.nth(0).locator("svg").bounding_box()["width"] > 10
    every = links.nth(len(ranked))
    assert str(len(load_clients())) in every.inner_text()
    every.click()
    page.wait_for_url("**/clients/")


@pytest.mark.parametrize("path", ["clients/codex/", "zh/clients/codex/"])
def test_page_of_a_client_says_in_one_line_what_it_speaks_and_when_it_was_run(address, page, path):
    visit(page, address + path)
    line = page.locator("article p", has=page.locator("svg")).first
    said = line.inner_text()
    assert "OpenAI" in said
    assert CODEX.version in said
    assert line.bounding_box()["height"] < 30


def test_every_client_has_an_icon():
    icons = Icons([])
    assert all(icons.svg(client).startswith("<svg ") for client in load_clients().values())


def test_icon_of_an_operator(tmp_path: Path):
    (tmp_path / ".icons").mkdir()
    (tmp_path / ".icons/own.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1"/></svg>')
    own = CODEX.model_copy(update={"icon": "own"})
    assert Icons([tmp_path]).svg(own).endswith('<path d="M1 1"/></svg>')
