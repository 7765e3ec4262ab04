"""The first view of each page kind is light: counted as it goes over the wire, from nginx, compressed."""

from __future__ import annotations

import pytest

from gateway_docs.measure import nginx as server
from gateway_docs.measure.browser import visit

pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")
#: The promise, in KB: what the heavier of the two languages weighs, and one more.
MOST_KB = {
    "": 31.5,
    "setup/": 71.5,
    "clients/": 35,
    "clients/codex/": 32.5,
    "faq/": 33,
    "troubleshooting/": 70,
    "top-up/": 31.8,
}
MOST_REQUESTS = 8


@pytest.fixture(scope="module")
def url(site, tmp_path_factory):
    with server.nginx(site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.mark.parametrize("kind", MOST_KB)
@pytest.mark.parametrize("language", ["", "zh/"])
def test_first_view(page, url, language, kind):
    """A visit with nothing stored, until nothing more is asked for."""
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit(page, f"{url}/{language}{kind}", wait_until="networkidle")
    kilobytes = sum(sizes) / 1000
    print(f"/{language}{kind}: {len(sizes)} requests, {kilobytes:.1f} KB")
    assert len(sizes) <= MOST_REQUESTS
    assert 10 < kilobytes <= MOST_KB[kind]
