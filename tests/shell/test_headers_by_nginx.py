"""Debian's nginx serves the built site with the configuration that the build wrote."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from gateway_docs.measure import nginx as server
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.output.fingerprints import folders
from gateway_docs.output.hosting import CACHE, CACHE_FOR_GOOD, security_headers, with_frames
from gateway_docs.output.policy import HEADER
from gateway_docs.published.addresses import HOSTILE

#: As a whole address, which a server must take as well.
ABSOLUTE = [
    "http://evil.example/index.html",
    "https://evil.example/faq",
    "https:evil.example/index.html",
    r"\\evil.example/",
]
pytestmark = pytest.mark.skipif(not server.NGINX, reason="nginx is not installed: apt-get install nginx-light")


@contextmanager
def client_of(site: Path, folder: Path) -> Iterator[httpx.Client]:
    with server.nginx(site, folder) as url, httpx.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory) -> Iterator[httpx.Client]:
    with client_of(site, tmp_path_factory.mktemp("nginx")) as client:
        yield client


def test_headers(nginx, site, facts):
    answer = nginx.get("/faq/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == CACHE
    built = BuiltSite(site, facts)
    own = with_frames(built.pages["faq/index.html"].meta("http-equiv", HEADER))
    for name, value in (security_headers(built) | {HEADER: own}).items():
        assert answer.headers.get_list(name) == [value]


@pytest.mark.parametrize("path", ["/", "/faq/", "/zh/setup/", "/no/such/page"])
def test_policy_allows_what_the_page_allows(nginx, path):
    answer = nginx.get(path)
    meta = re.search('Content-Security-Policy" content="([^"]+)"', answer.text)[1]
    header = answer.headers["content-security-policy"]
    assert header.endswith("; frame-ancestors 'none'")
    hashes = re.findall("'sha256-[^']+'", meta)
    assert len(hashes) >= 2
    assert re.findall("'sha256-[^']+'", header) == hashes


def test_policy_is_renewed_with_a_kept_page(nginx):
    """Browsers put the headers of this answer over those that they have kept."""
    first = nginx.get("/faq/")
    again = nginx.get("/faq/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_files_have_a_short_policy(nginx, assets):
    policy = nginx.get(f"/{assets}/site.js").headers["content-security-policy"]
    assert policy == "default-src 'self'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/{assets}/site.js", "text/javascript"),
        ("/faq/index.md", "text/markdown"),
        ("/{search}/en.json", "application/json"),
        ("/{assets}/favicon.svg", "image/svg+xml"),
        ("/sitemap.xml", "application/xml"),
        ("/llms.txt", "text/plain"),
    ],
)
def test_types(nginx, site, path, type_):
    answer = nginx.get(path.format(**folders(site)))
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, type_)
    assert answer.headers["cache-control"] == (CACHE_FOR_GOOD if path.startswith("/{") else CACHE)


@pytest.mark.parametrize("path", ["/{assets}/gone.js", "/assets/01234567/site.js"])
def test_a_missing_file_is_not_missing_for_good(nginx, assets, path):
    answer = nginx.get(path.format(assets=assets))
    assert (answer.status_code, answer.headers["cache-control"]) == (404, CACHE)


@pytest.mark.parametrize("path", ["/faq/", "/{assets}/site.js", "/{search}/en.json", "/faq/index.md"])
def test_compressed(nginx, site, path):
    path = path.format(**folders(site))
    assert nginx.get(path, headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


#: Within two round trips, in which a server sends ten segments and then twenty: a page with Material's styles in it.
MOST_BYTES = 25_000


#: The shorter pages. What the longer ones may weigh says `test_weight`.
SHORT = ["", "api-keys/", "clients/", "clients/codex/", "top-up/", "support/"]
IN_CHINESE = [f"zh/{page}" for page in SHORT if page != "clients/codex/"]


@pytest.mark.parametrize("path", [*SHORT, *IN_CHINESE])
def test_short_page_is_light(nginx, path):
    answer = nginx.get(f"/{path}", headers={"accept-encoding": "gzip"})
    head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.multi_items())
    assert len(head) + len("HTTP/1.1 200 OK\r\n\r\n") + answer.num_bytes_downloaded <= MOST_BYTES


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
        ("/pricing/?region=asia", "/top-up/?region=asia"),
        ("/models?region=eu&q=%23", "/models/?region=eu&q=%23"),
        ("/models/?region=eu&q=%23", "/top-up/?region=eu&q=%23#models"),
        ("/contact/index.html?region=eu", "/contact/?region=eu"),
    ],
)
def test_redirects(nginx, path, to):
    answer = nginx.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, to)


@pytest.mark.parametrize("address", HOSTILE + ABSOLUTE)
def test_no_redirect_leaves_the_host(nginx, address):
    """As the bytes on the wire: clients that read addresses would mend them."""
    with socket.create_connection((nginx.base_url.host, nginx.base_url.port), 10) as connection:
        connection.sendall(
            f"GET {address} HTTP/1.1\r\nHost: docs.gateway.example\r\nConnection: close\r\n\r\n".encode()
        )
        head = connection.makefile("rb").read().partition(b"\r\n\r\n")[0].decode()
    location = re.search(r"(?im)^location: *(.*?)\r?$", head)
    assert location is None or re.match(r"/(?![/\\])", location[1]), location[1]


def test_server_does_not_say_its_version(nginx):
    assert nginx.get("/faq/").headers["server"] == "nginx"
    assert "nginx/" not in nginx.post("/faq/").text


@pytest.mark.parametrize("path", ["/nginx.conf", "/_headers", "/_redirects", "/../mkdocs.yml", "/.git/config"])
def test_settings_are_not_served(nginx, path):
    assert nginx.get(path).status_code in (400, 404)


def test_site_below_a_path(other_site, tmp_path):
    """The other gateway's documentation stands at https://help.polar.test/guide/."""
    (tmp_path / "nginx").mkdir()
    with client_of(other_site, tmp_path / "nginx") as client:
        assert client.get("/guide/faq/").status_code == 200
        assert client.get("/guide/faq").headers["location"] == "/guide/faq/"
        assert client.get("/guide/pricing/").headers["location"] == "/guide/top-up/"
        assert client.get(f"/guide/{folders(other_site)['assets']}/site.js").headers["cache-control"] == CACHE_FOR_GOOD
        missing = client.get("/guide/zh/no/")
        assert (missing.status_code, '<html lang="zh"' in missing.text) == (404, True)
        assert client.get("/guide/nginx.conf").status_code == 404
