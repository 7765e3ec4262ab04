"""A link to a section shows that section under the header, however long the page and wherever the reader was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from gateway_docs.measure.browser import visit

#: The top of a heading once nothing moves any more: the same in ten frames.
SETTLED = """async (id) => {
    const top = () => document.getElementById(id).getBoundingClientRect().top;
    for (let last = top(), same = 0; same < 10; ) {
        await new Promise(requestAnimationFrame);
        same = top() === last ? same + 1 : 0;
        last = top();
    }
    return top();
}"""
HEADER = "document.querySelector('header').getBoundingClientRect().bottom"


def assert_shown(page: Page, section: str) -> None:
    top, header = page.evaluate(SETTLED, section), page.evaluate(HEADER)
    assert header <= top <= header + 60, f"{page.url}: the heading is at {top} px, the header ends at {header} px"


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["troubleshooting/", "zh/troubleshooting/", "faq/"])
def test_sections_are_where_links_lead(browser, address, kind, width):
    page = browser.new_page(viewport={"width": width, "height": 844}, service_workers="block")
    visit(page, address + kind)
    sections = page.evaluate("[...document.querySelectorAll('article h2[id], article h3[id]')].map(one => one.id)")
    late, middle = sections[len(sections) * 4 // 5], sections[len(sections) // 2]
    for section in (late, middle, late):
        page.evaluate("id => { location.hash = id; }", section)
        assert_shown(page, section)
    visit(page, f"{address}{kind}?a#{late}")
    assert_shown(page, late)
    page.close()
