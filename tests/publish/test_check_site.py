"""`gateway-docs check-site` finds nothing in front of nginx, and each thing that a server in between breaks."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from releases import another

from gateway_docs.cli import main
from gateway_docs.measure import nginx
from gateway_docs.measure.browser import running
from gateway_docs.output.fingerprints import release

pytestmark = pytest.mark.skipif(not nginx.NGINX, reason="nginx is not installed: apt-get install nginx-light")

#: What a server in between makes of (path, status, headers, body).
Reply = tuple[int, dict[str, str], bytes]
Fault = Callable[[str, int, dict[str, str], bytes], Reply]


@pytest.fixture(scope="module")
def url(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx.nginx(site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]):
    def check(*arguments: str) -> tuple[int, str]:
        """Exit status, and all that was said."""
        status = main(["check-site", *arguments])
        return status, "".join(capsys.readouterr())

    return check


@contextmanager
def between(url: str, fault: Fault) -> Iterator[str]:
    """A server that passes requests on to `url`, and changes the answers."""
    host = url.removeprefix("http://")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            upstream = http.client.HTTPConnection(host, timeout=HANGING_SECONDS)
            path = self.requestline.split()[1]  # as it was sent: `self.path` is mended
            upstream.request("GET", path, headers={name: value for name, value in self.headers.items()})
            answer = upstream.getresponse()
            headers = {
                name.title(): value for name, value in answer.getheaders() if name.lower() != "transfer-encoding"
            }
            status, headers, body = fault(path, answer.status, headers, answer.read())
            upstream.close()
            self.send_response_only(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


def unchanged(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
    return status, headers, body


def header(name: str, value: str | None, where: str = "") -> Fault:
    """Another value, or none, on the paths that hold `where`."""

    def fault(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
        others = {key: old for key, old in headers.items() if key != name or not re.search(where, path)}
        return status, others if value is None or not re.search(where, path) else {**others, name: value}, body

    return fault


def answers(where: str, status: int, body: bytes = b"", **more: str) -> Fault:
    """Another answer on the paths that hold `where`."""

    def fault(path: str, old: int, headers: dict[str, str], text: bytes) -> Reply:
        return (status, {**headers, **more}, body) if re.search(where, path) else (old, headers, text)

    return fault


def replaced(where: str, old: bytes, new: bytes) -> Fault:
    def fault(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
        return status, headers, body.replace(old, new) if re.search(where, path) else body

    return fault


def without_compression(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
    if headers.pop("Content-Encoding", None):
        body = gzip.decompress(body)
    return status, headers, body


def without_validators(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
    return status, {name: value for name, value in headers.items() if name not in ("Etag", "Last-Modified")}, body


def leaving(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
    """As a rule that takes the whole path in front of index.html."""
    if found := re.match(r"([^?]*/)index\.html", path):
        return 301, {**headers, "Location": found[1]}, b""
    return status, headers, body


def test_as_built(url, site, check):
    said = f"OK: as built; commit .*, release {release(site)}"
    status, text = check(f"{url}/")
    assert (status, bool(re.fullmatch(said, text.strip()))) == (0, True), text
    assert check(url, "--site", str(site))[0] == 0


def test_server_in_between_that_changes_nothing(url, check):
    """Were it broken, the tests below would prove nothing."""
    with between(url, unchanged) as address:
        assert check(address)[0] == 0


OPEN = "default-src 'self'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (header("X-Content-Type-Options", None), "the header X-Content-Type-Options is missing"),
        (header("Referrer-Policy", "unsafe-url"), "Referrer-Policy is unsafe-url; it should be: strict-origin"),
        (header("Strict-Transport-Security", "max-age=60"), "Strict-Transport-Security is max-age=60"),
        (header("Server", "nginx/1.22.1"), "Server tells the version of the software: nginx/1.22.1"),
        (header("Content-Security-Policy", None), "the header Content-Security-Policy is missing"),
        (header("Content-Security-Policy", None, r"\.js$"), "Content-Security-Policy is missing; it should hold"),
        (
            header("Content-Security-Policy", OPEN, "/$"),
            "script-src in the header forbids what the page needs: 'sha256",
        ),
        (
            header("Content-Security-Policy", OPEN, "/$"),
            "script-src in the header allows what the build does not: 'unsafe",
        ),
        (header("Cache-Control", "max-age=600", "/$"), "browsers may keep it: Cache-Control is max-age=600"),
        (header("Cache-Control", None, "sw.js"), "/sw.js: browsers may keep it: Cache-Control is missing"),
        (
            header("Cache-Control", "no-cache"),
            "/site.js: Cache-Control is no-cache; it should be: public, max-age=31536000",
        ),
        (
            header("Cache-Control", "public, max-age=31536000, immutable", "assets"),
            "no-such-file.js: browsers may keep it",
        ),
        (without_validators, "is sent again although it did not change"),
        (header("Content-Type", "application/octet-stream", r"\.md"), "/index.md: Content-Type is application/octet"),
        (header("Content-Type", "text/html", "/$"), "it should be: text/html; charset=utf-8"),
        (without_compression, "is not compressed"),
        (answers("no/such", 200), "there is no such page, but the status is 200 instead of 404"),
        (answers("zh/no/such", 404, b'<html lang="en">'), "a missing page is not told in its language, zh"),
        (answers("pricing", 404), "leads to nothing (status 404) instead of"),
        (answers("pricing", 301, Location="/top-up/"), "/top-up/ instead of"),
        (answers("/faq[?]", 301, Location="/faq/"), "leads to"),
        (leaving, "leads to another site, http://evil.example"),
        (answers("^//evil", 301, Location=r"/\evil.example/"), "leads to another site, http://evil.example"),
        (answers(r"\.git/config", 200, b"[core]"), ".git/config: is served, and should not be"),
        (replaced("/zh/", b'data-release="', b'data-release="0'), "/zh/: is of release 0"),
        (replaced("sw.js", b'"release": "', b'"release": "0'), "the worker is not of release"),
        (answers("version.json", 404), "version.json: says no release (status 404)"),
        (answers("sitemap.xml", 200, b"<loc>https://other.example/</loc>"), "names no page below https://docs.gateway"),
        (answers("renew.js", 404), "renew.js: is missing"),
        (answers("site.js", 404), "site.js: status 404; "),
        (answers("offline.zip", 200, b"PK"), "offline.zip: is no archive"),
        (answers("^/$", 503), "/: status 503 instead of the front page"),
    ],
)
def test_what_is_broken_is_said(url, check, fault, said):
    with between(url, fault) as address:
        status, text = check(address)
    assert status == 1
    assert said in text, text


def test_other_build(url, site, check, tmp_path):
    built = another(site, tmp_path / "site", "NEWER")
    status, text = check(url, "--site", str(built))
    assert (status, f"the site is of release {release(site)}, {built} of {release(built)}" in text) == (1, True)


def test_host_that_takes_no_settings(url, check):
    def as_github(path: str, status: int, headers: dict[str, str], body: bytes) -> Reply:
        kept = ("Content-Type", "Content-Encoding", "Etag", "Last-Modified", "Location")
        return status, {name: headers[name] for name in kept if name in headers} | {"Server": "GitHub.com"}, body

    with between(url, as_github) as address:
        status, text = check(address)
    assert status == 0, text
    assert text.startswith("note: GitHub Pages takes no headers of yours")


@pytest.mark.parametrize(
    ("address", "said"), [("http://127.0.0.1:9/", "no answer: "), ("docs.example.com", "is not an address")]
)
def test_no_answer(check, address, said):
    status, text = check(address)
    assert (status, said in text, "Traceback" in text) == (1, True, False)
