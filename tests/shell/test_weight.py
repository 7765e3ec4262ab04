"""The first view of each page kind is light: counted as it goes over the wire, from nginx, compressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from gateway_docs.measure import nginx as server
from gateway_docs.measure.browser import visit

pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")
KINDS = ("", "setup/", "clients/", "clients/codex/", "faq/", "troubleshooting/", "top-up/")
#: The promise. Set-up and Troubleshooting in Chinese come near it, at 68 KB; the others weigh less than half.
MOST_KB, MOST_REQUESTS = 70, 24


@pytest.fixture(scope="module")
def url(site, tmp_path_factory):
    with server.nginx(site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


def first_view(browser: Browser, url: str) -> tuple[int, float]:
    """Requests and kilobytes (1000 bytes) of a visit with nothing stored, until nothing more is asked for."""
    context = browser.new_context(service_workers="block")
    page, sizes = context.new_page(), []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit(page, url, wait_until="networkidle")
    context.close()
    return len(sizes), sum(sizes) / 1000


@pytest.mark.parametrize("language", ["", "zh/"])
def test_first_view(browser, url, language):
    views = {kind: first_view(browser, f"{url}/{language}{kind}") for kind in KINDS}
    for kind, (requests, kilobytes) in views.items():
        print(f"/{language}{kind}: {requests} requests, {kilobytes:.1f} KB")
    assert {kind: view for kind, view in views.items() if view[0] > MOST_REQUESTS or view[1] > MOST_KB} == {}
