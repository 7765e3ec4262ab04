"""Lighthouse on one page of each kind: every figure that does not depend on how busy this machine is.

Speed is measured by scripts/bench-lighthouse, three times a page, on a machine with nothing else to do.
"""

from __future__ import annotations

import pytest

from gateway_docs.measure import lighthouse
from gateway_docs.measure import nginx as server

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light"),
]
#: Each kind once, the languages in turn.
PAGES = [page for kind, page in enumerate(lighthouse.PAGES) if page.startswith("zh/") == bool(kind // 2 % 2)]


@pytest.fixture(scope="module")
def url(site, tmp_path_factory):
    with server.nginx(site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


def test_every_kind_is_measured():
    assert {page.removeprefix("zh/") for page in PAGES} == {page.removeprefix("zh/") for page in lighthouse.PAGES}
    assert len(PAGES) == len(lighthouse.PAGES) / 2


@pytest.mark.parametrize("page", PAGES)
def test_marks_are_met(url, page):
    found = lighthouse.measure(f"{url}/", page, times=1)
    slow = ("performance", "largest paint")
    assert [problem for problem in found.failed if not problem.startswith(slow)] == [], found.lost
