"""The cards of the front page: a name stands in the middle of its card, also beside one that takes two lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from gateway_docs.measure.browser import visit

#: Of each card: the pixels that are free in it above its name, and below.
FREE = """() => [...document.querySelectorAll(".clients.grid li")].map((card) => {
    const outside = card.getBoundingClientRect(), inside = card.querySelector("a").getBoundingClientRect();
    return [inside.top - outside.top, outside.bottom - inside.bottom];
})"""


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_names_stand_in_the_middle_of_their_cards(page: Page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, address)
    free = page.evaluate(FREE)
    assert max(above for above, _ in free) > min(above for above, _ in free) + 5, "no name takes two lines"
    assert [pair for pair in free if abs(pair[0] - pair[1]) > 2] == []
