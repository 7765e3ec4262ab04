"""Debian's nginx with the configuration that the build writes, in front of a folder of releases."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.output.hosting import CACHE, CACHE_FOR_GOOD
from gateway_docs.publish.releases import Releases

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx-light")

# Started by root it would read as another user, who may not enter the folders of a test.
USER = "user root;" if os.geteuid() == 0 else ""
MAIN = """\
{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def releases(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """Two releases of the demo site; the second one is shown."""
    releases = Releases(tmp_path_factory.mktemp("www"))
    for commit in ("first", "second"):
        releases.publish(lambda folder: shutil.copytree(site, folder) and None, commit)
    return releases


@pytest.fixture(scope="module")
def port(releases: Releases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (releases.current / "nginx.conf").read_text("utf-8")
    text = text.replace("/srv/gateway-docs/", f"{releases.current}/").replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(text.replace("listen [::]:80;", ""), "utf-8")
    (folder / "main.conf").write_text(MAIN.format(folder=folder, user=USER), "utf-8")
    process = subprocess.Popen([NGINX, "-c", str(folder / "main.conf")], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(120)
        process.stderr.close()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(process.stderr.read())


@pytest.fixture
def get(port: int):
    def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=HANGING_SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    return get


@pytest.mark.parametrize("path", ["/", "/faq/", "/zh/", "/version.json", "/{assets}/site.js", "/sitemap.xml"])
def test_files(get, assets, path):
    status, headers, _ = get(path.format(assets=assets))
    assert status == 200
    assert "content-security-policy" in headers
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html"), ("/{assets}/site.js", "javascript"), ("/faq/index.md", "markdown")]
)
def test_types(get, assets, path, kind):
    status, headers, _ = get(path.format(assets=assets))
    assert (status, kind in headers["content-type"]) == (200, True)


def test_compression(get):
    _, headers, body = get("/faq/", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert len(body) * 3 < len(gzip.decompress(body))


@pytest.mark.parametrize(("path", "cached"), [("/faq/", CACHE), ("/{assets}/site.js", CACHE_FOR_GOOD)])
def test_caching(get, assets, path, cached):
    path = path.format(assets=assets)
    _, headers, _ = get(path)
    assert headers["cache-control"] == cached
    assert get(path, **{"If-None-Match": headers["etag"]})[0] == 304


@pytest.mark.parametrize(("path", "language"), [("/nix/", "en"), ("/zh/nix/", "zh"), ("/zh/clients/nix", "zh")])
def test_missing_page_in_its_language(get, path, language):
    status, headers, body = get(path)
    assert status == 404
    assert f'<html lang="{language}"'.encode() in body
    assert "content-security-policy" in headers


@pytest.mark.parametrize(("path", "to"), [("/faq", "/faq/"), ("/faq/index.html", "/faq/"), ("/zh/index.html", "/zh/")])
def test_redirects(get, path, to):
    status, headers, _ = get(path)
    assert (status, headers["location"].removeprefix("http://127.0.0.1")) == (301, to)


def test_settings_are_not_served(get):
    assert get("/nginx.conf")[0] == 404
    assert get("/_headers")[0] == 404


def test_rollback_needs_no_reload(get, releases: Releases):
    """Readers see the other release with the next request."""
    second, first = releases.shown(), releases.names()[0]
    (releases.releases / first / "index.html").write_text("<html>the first</html>", "utf-8")
    releases.roll_back(first)
    assert get("/")[2] == b"<html>the first</html>"
    releases.roll_back(second)
    assert b"the first" not in get("/")[2]
