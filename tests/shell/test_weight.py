"""The first view of each page kind is light: counted as it goes over the wire, from nginx, compressed."""

from __future__ import annotations

import gzip

import pytest

from gateway_docs.measure import nginx as server
from gateway_docs.measure.browser import visit
from gateway_docs.output.fingerprints import folders

pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")
#: The promise, in KB of 1000 bytes, for the heavier of the two languages.
MOST_KB = {
    "": 30,
    "setup/": 40,
    "clients/": 30,
    "clients/codex/": 30,
    "faq/": 30,
    "troubleshooting/": 50,
    "top-up/": 30,
}
MOST_SCRIPT_BYTES = 4000
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


def test_script_before_a_touch(page, site, url):
    """One file, compressed as nginx does; what only a touch needs comes with it."""
    asked = []
    page.on("request", lambda request: request.resource_type == "script" and asked.append(request.url))
    visit(page, f"{url}/faq/", wait_until="networkidle")
    script = f"{folders(site)['assets']}/site.js"
    assert asked == [f"{url}/{script}"]
    assert 1000 < len(gzip.compress((site / script).read_bytes(), 6)) <= MOST_SCRIPT_BYTES
