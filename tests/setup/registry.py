"""A package registry on this computer with made-up packages, as pip, uv and npm ask for them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from gateway_docs.environments import Environment
from gateway_docs.environments.environment import normal

#: Where pip, uv and npm are.
BIN = Path(sys.executable).parent
VERSION = "1.0.0"
#: What npm runs when it installs a package.
EVENTS = ("preinstall", "install", "postinstall")


class Registry:
    """`url` ends without a slash. Python packages are below `url`/simple, npm's at `url`."""

    def __init__(self, url: str):
        self.url: str = url
        self.files: dict[str, bytes] = {}

    def add_npm(self, name: str, says_so: bool = True, scripts: Mapping[str, str] | None = None, **manifest: Any):
        """Serve a package. `says_so`: whether the registry tells that it has `scripts`."""
        package = {"name": name, "version": VERSION, "scripts": dict(scripts or {}), **manifest}
        tarball, place = _tarball(package), f"/{name}/-/{name}-{VERSION}.tgz"
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
        served = {key: value for key, value in package.items() if key != "scripts"}
        served |= {"hasInstallScript": bool(scripts) and says_so}
        served |= {"dist": {"tarball": self.url + place, "integrity": integrity}}
        answer = {"name": name, "dist-tags": {"latest": VERSION}, "versions": {VERSION: served}}
        self.files |= {place: tarball, f"/{name}": json.dumps(answer).encode()}

    def add_python(self, name: str, files: Mapping[str, bytes]) -> str:
        """Serve a wheel that holds `files`. Returns the line of a requirements file, with its hash."""
        wheel, place = _wheel(name, files), f"/wheels/{name}-{VERSION}-py3-none-any.whl"
        return self._serve(name, place, wheel)

    def add_source(self, name: str, setup: str) -> str:
        """Serve a source distribution with this setup.py. Returns the line of a requirements file, with its hash."""
        files = {"setup.py": setup, "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"}
        packed = {f"{name}-{VERSION}/{path}": text.encode() for path, text in files.items()}
        return self._serve(name, f"/wheels/{name}-{VERSION}.tar.gz", _tar(packed))

    def _serve(self, name: str, place: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        page = f'<!DOCTYPE html><a href="{place}#sha256={digest}">{place.rpartition("/")[2]}</a>'
        self.files |= {place: content, f"/simple/{normal(name)}/": page.encode()}
        return f"{name}=={VERSION} --hash=sha256:{digest}\n"


def _tarball(package: Mapping[str, Any]) -> bytes:
    return _tar({"package/package.json": json.dumps(package).encode()})


def _tar(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for path, content in files.items():
            about = tarfile.TarInfo(path)
            about.size, about.mode = len(content), 0o644
            tar.addfile(about, io.BytesIO(content))
    return packed.getvalue()


def _wheel(name: str, files: Mapping[str, bytes]) -> bytes:
    info, packed = f"{name}-{VERSION}.dist-info", io.BytesIO()
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    whole = {**files, **about}
    record = "".join(f"{path},sha256={_urlsafe(content)},{len(content)}\n" for path, content in whole.items())
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in {**whole, f"{info}/RECORD": f"{record}{info}/RECORD,,\n".encode()}.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _urlsafe(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


@contextmanager
def registry() -> Iterator[Registry]:
    """A registry that serves what is added to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self.wfile.write(self._answer())

        def _answer(self) -> bytes:
            content = found.files.get(self.path)
            self.send_response(404 if content is None else 200)
            kind = "text/html" if self.path.startswith("/simple/") else "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            return content or b""

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Registry(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def python_environment(folder: Path, id_: str, requirements: str) -> Environment:
    """A client's environment that is locked by `requirements`, in `folder`."""
    lock = folder / f"{id_}.txt"
    lock.write_text(requirements, "utf-8")
    return Environment(id_, (lock,))
