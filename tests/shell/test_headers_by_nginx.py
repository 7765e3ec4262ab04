"""Debian's nginx serves the built site with the configuration that the build wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from gateway_docs import nginx as server
from gateway_docs.clients import ROOT
from gateway_docs.site.hosting import CACHE, security_headers

pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")


@contextmanager
def client_of(site: Path, folder: Path) -> Iterator[httpx.Client]:
    with server.nginx(site, folder) as url, httpx.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory) -> Iterator[httpx.Client]:
    with client_of(site, tmp_path_factory.mktemp("nginx")) as client:
        yield client


def test_headers(nginx, site):
    answer = nginx.get("/faq/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == CACHE
    for name, value in security_headers(site).items():
        assert answer.headers.get_list(name) == [value]


@pytest.mark.parametrize("path", ["/", "/faq/", "/zh/setup/", "/no/such/page"])
def test_policy_allows_what_the_page_allows(nginx, path):
    answer = nginx.get(path)
    meta = re.search('Content-Security-Policy" content="([^"]+)"', answer.text)[1]
    header = answer.headers["content-security-policy"]
    assert header.endswith("; frame-ancestors 'none'")
    hashes = re.findall("'sha256-[^']+'", meta)
    assert len(hashes) >= 2
    assert all(allowed in header for allowed in hashes)


def test_policy_is_renewed_with_a_kept_page(nginx):
    """Browsers put the headers of this answer over those that they have kept."""
    first = nginx.get("/faq/")
    again = nginx.get("/faq/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_files_have_a_short_policy(nginx):
    policy = nginx.get("/assets/site.js").headers["content-security-policy"]
    assert policy == "default-src 'self'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/assets/site.js", "text/javascript"),
        ("/faq/index.md", "text/markdown"),
        ("/search/en.json", "application/json"),
        ("/assets/favicon.svg", "image/svg+xml"),
        ("/sitemap.xml", "application/xml"),
        ("/llms.txt", "text/plain"),
    ],
)
def test_types(nginx, path, type_):
    answer = nginx.get(path)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, type_)
    assert answer.headers["cache-control"] == CACHE


@pytest.mark.parametrize("path", ["/faq/", "/assets/site.js", "/search/en.json", "/faq/index.md"])
def test_compressed(nginx, path):
    assert nginx.get(path, headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


#: What a server may send before it hears back: ten segments.
FIRST_ROUND_TRIP = 10 * 1460


@pytest.mark.parametrize("language", ["", "zh/"])
@pytest.mark.parametrize("page", ["", "api-keys/", "clients/", "clients/codex/", "faq/", "top-up/", "support/"])
def test_page_arrives_in_one_round_trip(nginx, language, page):
    answer = nginx.get(f"/{language}{page}", headers={"accept-encoding": "gzip"})
    head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.multi_items())
    assert len(head) + len("HTTP/1.1 200 OK\r\n\r\n") + answer.num_bytes_downloaded <= FIRST_ROUND_TRIP


def test_unchanged_page_is_not_sent_again(nginx):
    tag = nginx.get("/faq/").headers["etag"]
    assert nginx.get("/faq/", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "language", "title"), [("/no/", "en", "This page does not exist"), ("/zh/no/such", "zh", "页面不存在")]
)
def test_missing_address(nginx, path, language, title):
    answer = nginx.get(path)
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text and title in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/faq", "/faq/"),
        ("/zh/faq", "/zh/faq/"),
        ("/faq/index.html", "/faq/"),
        ("/index.html?q=401", "/?q=401"),
        ("/pricing/", "/top-up/"),
        ("/zh/models/", "/zh/top-up/#models"),
    ],
)
def test_redirects(nginx, path, to):
    answer = nginx.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, to)


@pytest.mark.parametrize("path", ["/nginx.conf", "/_headers", "/_redirects", "/../mkdocs.yml", "/.git/config"])
def test_settings_are_not_served(nginx, path):
    assert nginx.get(path).status_code in (400, 404)


def test_site_below_a_path(build_site, tmp_path):
    """The other gateway's documentation stands at https://help.polar.test/guide/."""
    site = build_site(ROOT / "tests/site/other-gateway.yml", tmp_path / "site")
    (tmp_path / "nginx").mkdir()
    with client_of(site, tmp_path / "nginx") as client:
        assert client.get("/guide/faq/").status_code == 200
        assert client.get("/guide/faq").headers["location"] == "/guide/faq/"
        assert client.get("/guide/pricing/").headers["location"] == "/guide/top-up/"
        assert client.get("/guide/assets/site.js").headers["cache-control"] == CACHE
        missing = client.get("/guide/zh/no/")
        assert (missing.status_code, '<html lang="zh"' in missing.text) == (404, True)
        assert client.get("/guide/nginx.conf").status_code == 404
