"""While a page arrives on a slow phone, nothing that is already painted moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from gateway_docs.measure import nginx as server
from gateway_docs.measure.browser import visit

pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")
PHONE = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "has_touch": True, "service_workers": "block"}
#: How often each page is opened: half of the time a browser painted half of the header, when it was free to.
TIMES = 3
SHIFTS = """() => new Promise((told) => {
    const shift = ({sources, value}) => [value, ...sources.map(({node}) => node?.outerHTML?.slice(0, 80))];
    const observer = new PerformanceObserver((list) => told(list.getEntries().map(shift)));
    observer.observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(() => told([])));
})"""


@pytest.mark.parametrize(
    "path", ["", "clients/gemini-cli/", "zh/clients/claude-code/", "zh/troubleshooting/", "clients/"]
)
def test_nothing_moves(browser: Browser, site, tmp_path, path):
    with server.nginx(site, tmp_path) as url:
        assert [shifts for _ in range(TIMES) for shifts in arrive(browser, f"{url}/{path}")] == []


def arrive(browser: Browser, address: str) -> list[list]:
    """Each shift of the layout, with what moved."""
    with browser.new_context(**PHONE) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        visit(page, address)
        return page.evaluate(SHIFTS)
