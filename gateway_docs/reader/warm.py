"""Warm interpreters: walks of the same Python packages fork from one process that has imported them.

Importing is most of what a short Python program costs. Only recordings are warm: pages are walked as readers do.
"""

from __future__ import annotations

import ast
import json
import os
import re
import select
import signal
import socket
import struct
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from threading import Lock
from typing import Any

from gateway_docs.environments import Environment
from gateway_docs.environments.environment import normal
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.python_packages import BASE, Place, link_packages
from gateway_docs.reader.supervisor import Plan

ZYGOTE, CLIENT = (Path(__file__).with_name(name) for name in ("zygote.py", "warm_client.py"))
#: Nothing answers there, so an import that asks for something goes on without, as behind the walk's proxy.
NOWHERE = "http://127.0.0.1:9"
IMPORT_SECONDS, END_SECONDS = 120, 10
_INSTALL = re.compile(r"^(pip install|uv tool install|pipx install) ([\w.-]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Packages:
    """What a page installs, with one line: `name`, for import, or as a tool with a Python of its own."""

    name: str
    tool: bool

    @property
    def root(self) -> str:
        """Its virtual environment, below the folder of a walk."""
        return f"tools/{self.name}" if self.tool else "python"


def installed_by(fences: Iterable[Fence]) -> Packages | None:
    """What the install line of these fences names; None: there is none, there are several, or with more to it."""
    found = {match.groups() for fence in fences for match in _INSTALL.finditer(fence.published)}
    lines = "".join(fence.published for fence in fences if fence.language == "bash").count(" install ")
    if len(found) != 1 or lines != 1:
        return None
    [(command, name)] = found
    return Packages(name, tool=command != "pip install")


def imports(fences: Iterable[Fence]) -> list[str]:
    """The import statements of the programs among `fences`."""
    programs = [ast.parse(fence.published) for fence in fences if fence.language == "python"]
    nodes = [node for program in programs for node in program.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return list(dict.fromkeys(map(ast.unparse, nodes)))


class NotWarm(Exception):
    """These packages cannot be imported ahead; the walk does so itself."""


class Zygote:
    """A process in `folder`, below which its walks lie, with `packages` of `source` and `statements` imported.

    `environment` are the variables at import. NotWarm: it has threads, or it ended.
    """

    def __init__(
        self,
        folder: Path,
        packages: Packages,
        source: Environment,
        statements: Sequence[str],
        environment: Mapping[str, str],
    ):
        home = Path(folder, f"warm-{source.id}")
        home.mkdir()
        self.packages, self.place = packages, Place(home / packages.root, home)
        link_packages(packages.name, [], source.site_packages, self.place)
        self._lock, self._learned = Lock(), False
        self._control, other = socket.socketpair()
        self._process = subprocess.Popen(
            [self.place.python, ZYGOTE, str(other.fileno()), self.place.root, folder],
            cwd=home,
            env={**environment, "HOME": str(home), "TMPDIR": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[other.fileno()],
            start_new_session=True,
            text=True,
        )
        other.close()
        assert self._process.stdin
        self._process.stdin.write("\n".join([*statements, *self._of_commands(source)]))
        self._process.stdin.close()
        self._control.settimeout(IMPORT_SECONDS)
        if (answer := self._control.recv(64)) != b"ready":
            self.close()
            raise NotWarm(answer.decode() or "it ended")

    @property
    def pid(self) -> int:
        return self._process.pid

    def _of_commands(self, source: Environment) -> list[str]:
        """What its commands import; a program that imports the package is no command."""
        if not self.packages.tool:
            return []
        known = {normal(one.name): one for one in distributions(path=[str(source.site_packages)])}
        points = known[normal(self.packages.name)].entry_points.select(group="console_scripts")
        return [f"from {point.module} import {point.attr.partition('.')[0]}" for point in points]

    def start(
        self, plan: Plan, program: Sequence[str], folder: Path, home: Path, environment: Mapping[str, str]
    ) -> WarmProcess | None:
        """Begin a walk in `folder`: a supervisor with `program`, beside Python programs in forks.

        None: this has ended, and the walk's Python is as cold as any.
        """
        reading, writing = os.pipe()
        ended, done = os.pipe()
        inherited = [0, plan.report, plan.life, plan.told, *plan.guard, done]
        order = {
            "numbers": inherited,
            "done": done,
            "plan": plan._asdict(),
            "program": [*program],
            "environment": dict(environment),
            "home": str(home),
            "socket": str(socket_of(folder)),
            "root": str(folder / self.packages.root),
            "learn": None if self._learned else str(modules_of(folder)),
        }
        process = None
        with suppress(OSError), self._lock:
            send(self._control, order, [reading, *inherited[1:]])
            if pid := self._control.recv(64):
                process = WarmProcess(int(pid), writing, ended)
        for descriptor in (reading, done) if process else (reading, done, writing, ended):
            os.close(descriptor)
        return process

    def learn(self, walk: Path) -> None:
        """Import for later walks what the program of a walk that has ended imported while it ran."""
        with self._lock, suppress(OSError, ValueError):
            if not self._learned:
                send(self._control, {"modules": json.loads(modules_of(walk).read_text("utf-8"))}, [])
                self._learned = True

    def close(self) -> None:
        """End it, and what an import may have started."""
        self._control.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def send(connection: socket.socket, order: Mapping[str, Any], descriptors: Sequence[int]) -> None:
    """One message: its length in four bytes, with the descriptors, then JSON."""
    text = json.dumps(order).encode()
    socket.send_fds(connection, [struct.pack("!I", len(text))], descriptors)
    connection.sendall(text)


def socket_of(walk: Path) -> Path:
    """Where the Python of a warm walk takes programs."""
    return walk / "warm"


def modules_of(walk: Path) -> Path:
    """Where the first program of a warm walk leaves the names of the modules that it imported late."""
    return walk / "modules.json"


class WarmProcess:
    """A supervisor that a zygote forked, as `subprocess.Popen` has its own."""

    def __init__(self, pid: int, stdin: int, ended: int):
        self.pid, self._ended = pid, ended
        self.stdin = os.fdopen(stdin, "w", encoding="utf-8")

    def wait(self, timeout: float) -> int:
        """As soon as it has ended: 0, or 1 if something ended it. TimeoutExpired."""
        if not select.select([self._ended], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        well = os.read(self._ended, 4)
        os.close(self._ended)
        return 0 if well else 1


def make_shim(place: Place, walk: Path) -> None:
    """Let `python` of a virtual environment in `walk` be the warm one."""
    place.make()
    own = place.python.with_name(f"{BASE.name}-cold")
    own.symlink_to(BASE)
    place.python.unlink()
    line = f'exec "{BASE}" -IS "{CLIENT}" "{socket_of(walk)}" "{own}" "$@"'
    place.python.write_text(f"#!/bin/sh\n{line}\n")
    place.python.chmod(0o755)
