"""One environment: the lock files that make it, and the folder that holds it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache as once
from functools import cached_property
from pathlib import Path

from gateway_docs.environments.manifest import COMPLETE, changed, content_of
from gateway_docs.environments.ownership import why_not_ours

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ROOT / "snippets"
#: Those of the operator's own clients.
OWN_LOCKS = ROOT / "operator" / "snippets"
#: Changes when environments are laid out in another way, so that old ones are not taken for new ones.
LAYOUT = "2"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_PIN = re.compile(r"# (?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>\S+)")
_PYTHON_LIMIT = re.compile(r"^# python <(\d+)\.(\d+)$", re.MULTILINE)


class NotInstalled(Exception):
    """A client is locked, but not installed here, or not as it was. The text names the command that does it."""


@dataclass(frozen=True)
class Environment:
    """`id` is the client's, with @LABEL behind it for an older major version, such as `anthropic-sdk@1`."""

    id: str
    locks: tuple[Path, ...]

    @property
    def client(self) -> str:
        return self.id.partition("@")[0]

    @property
    def label(self) -> str | None:
        """The older major version that this is, or None for the current one."""
        return self.id.partition("@")[2] or None

    @cached_property
    def folder(self) -> Path:
        """Named by what is locked and by the machine, so that equal clones share it and others do not."""
        digest = hashlib.sha256("\0".join((LAYOUT, PYTHON, platform.system(), platform.machine())).encode())
        for lock in self.locks:
            digest.update(lock.read_bytes())
        return cache() / f"{self.id}-{digest.hexdigest()[:16]}"

    @property
    def site_packages(self) -> Path:
        return self.folder / "site-packages"

    @property
    def node_modules(self) -> Path:
        return self.folder / "node_modules"

    @property
    def complete(self) -> Path:
        """The file that an installation writes last."""
        return self.folder / COMPLETE

    @property
    def installed(self) -> bool:
        return self.complete.exists()

    @property
    def content(self) -> str:
        """A digest of every installed file, for whoever keeps results of running them. Reads one small file.

        Two installations of the same lock differ in it, because compiled files hold times; `folder` is named by the
        lock alone. OSError, ValueError: it is not installed.
        """
        return content_of(self.folder)

    @property
    def changed(self) -> str | None:
        """Why what lies there is not to be run: somebody else's folder, or files that changed. None: it is."""
        return why_not_ours(self.folder) or changed(self.folder)

    @property
    def python_lock(self) -> Path | None:
        return next((lock for lock in self.locks if lock.suffix == ".txt"), None)

    @property
    def npm_lock(self) -> Path | None:
        return next((lock for lock in self.locks if lock.suffix == ".json"), None)

    @property
    def too_new_a_python(self) -> str | None:
        """Why this environment cannot be had with the Python that runs, or None."""
        match = self.python_lock and _PYTHON_LIMIT.search(self.python_lock.read_text("utf-8"))
        if match and sys.version_info >= (int(match[1]), int(match[2])):
            return f"{self.id} needs Python older than {match[1]}.{match[2]}, this is {PYTHON}"
        return None

    def require(self) -> None:
        """NotInstalled: the environment is not there."""
        if not self.installed:
            reason = self.too_new_a_python or f"install it with: scripts/setup test {self.client}"
            raise NotInstalled(f"{self.id} is locked but not installed; {reason}")

    def verify(self) -> None:
        """NotInstalled: what is there is not to be run, see `changed`. Each process looks once."""
        if self.installed and (reason := _changed_once(self.folder)):
            raise NotInstalled(f"{self.id} is not run: {reason}. Then: scripts/setup test {self.client}")

    def pins(self) -> dict[tuple[str, str], str]:
        """(ecosystem, package) -> version, of the packages that install lines may name. Names are normalised."""
        found: dict[tuple[str, str], str] = {}
        if self.python_lock:
            pinned = _PIN.finditer(self.python_lock.read_text("utf-8"))
            found |= {("pypi", normal(match["name"])): match["version"] for match in pinned}
        if self.npm_lock:
            wanted = json.loads(self.npm_lock.read_text("utf-8"))["packages"][""]["dependencies"]
            found |= {("npm", name): version for name, version in wanted.items()}
        return found


@once
def _changed_once(folder: Path) -> str | None:
    return why_not_ours(folder) or changed(folder)


def verify_named(known: Iterable[Environment], text: str) -> None:
    """Verify those of `known` of which `text` names a package. NotInstalled: one is not what was installed."""
    words = normal(text)
    for environment in known:
        if any(normal(name) in words for _, name in environment.pins()):
            environment.verify()


def normal(name: str) -> str:
    """A Python package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def cache() -> Path:
    """The folder of all environments of this user."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "gateway-docs" / "clients"


def lock_file(id_: str, suffix: str, folder: Path = LOCKS) -> Path:
    """Where an environment is locked: beside its client.yml below `folder`, as .txt for Python, as .json for npm."""
    client, at, label = id_.partition("@")
    return folder / client / f"client{at}{label}.lock{suffix}"


def locked_by(lock: Path) -> str:
    """The id of the environment that `lock` is of."""
    return lock.parent.name + lock.name.partition(".lock.")[0].removeprefix("client")


def environments(folder: Path = LOCKS) -> list[Environment]:
    """Every environment that is locked below `folder`, sorted."""
    return list(_read(folder))


def environments_of(client: str, folder: Path = LOCKS) -> list[Environment]:
    """A client's environments, the current version first, then older major versions."""
    return sorted((one for one in _read(folder) if one.client == client), key=lambda one: one.label or "")


def _read(folder: Path) -> Iterator[Environment]:
    folders = (LOCKS, OWN_LOCKS) if folder == LOCKS else (folder,)
    locks = sorted(path for one in folders for path in one.glob("*/client*.lock.*"))
    for id_ in sorted({locked_by(path) for path in locks}):
        yield Environment(id_, tuple(path for path in locks if locked_by(path) == id_))
