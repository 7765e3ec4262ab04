"""What tests rest on: every file of the project, what is installed, the tools of the system, and the day."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from gateway_docs.measure.browser import SYSTEM_HEADLESS
from gateway_docs.measure.nginx import NGINX
from gateway_docs.reader.workspace import SYSTEM_TOOLS

#: Programs that tests run beside those of walks.
PROGRAMS = (*SYSTEM_TOOLS, *SYSTEM_HEADLESS, NGINX or "nginx", "git", "setsid")
#: What decides how tests behave, of what the terminal hands over.
VARIABLES = ("GATEWAY_", "LIVE_", "PYTEST_ADDOPTS", "PYTHON", "LANG", "LC_", "TZ", "XDG_CACHE_HOME")


class RestsOn:
    """Digests of what the tests of a module rest on: everything at `root` but the other modules of tests."""

    def __init__(self, root: Path):
        self._root = root

    def of(self, module: Path) -> str | None:
        """None: git does not know the files at `root`, so nobody can say what has changed."""
        if self._shared is None or not module.is_relative_to(self._root):
            return None
        return _digest([self._shared, module.relative_to(self._root).as_posix(), _content(module)])

    @cached_property
    def _shared(self) -> str | None:
        names = self._names()
        if names is None:
            return None
        files = [f"{name} {_content(self._root / name)}" for name in names if not _is_test(name)]
        return _digest([*files, *_surroundings(), self._git("rev-parse", "HEAD") or ""])

    def _names(self) -> list[str] | None:
        found = self._git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        return None if found is None else sorted({*filter(None, found.split("\0"))})

    def _git(self, *arguments: str) -> str | None:
        try:
            ended = subprocess.run(["git", *arguments], cwd=self._root, capture_output=True, text=True)
        except OSError:
            return None
        return None if ended.returncode else ended.stdout


def _is_test(name: str) -> bool:
    return name.startswith("tests/") and Path(name).match("test_*.py")


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"


def _surroundings() -> Iterator[str]:
    """The system, its programs, the packages of this Python, and the day: promotions and translations look at it."""
    yield from (platform.platform(), sys.version, str(date.today()))
    for program in filter(None, map(shutil.which, PROGRAMS)):
        about = os.stat(program)
        yield f"{program} {about.st_size} {about.st_mtime_ns}"
    packages = Path(sysconfig.get_path("purelib"))
    yield from sorted(path.name for path in packages.glob("*.dist-info"))
    yield from sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(VARIABLES))


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
