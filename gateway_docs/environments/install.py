"""Installs environments: several at once, each whole or not at all, also when several clones do it together."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.environments.environment import LOCKS, Environment, cache

try:
    import fcntl
except ImportError:  # Windows: two set-ups at the same time are not kept apart there
    fcntl = None

AT_ONCE = 2
UNUSED_DAYS = 30


@dataclass(frozen=True)
class Tools:
    """`bin` holds python, uv and npm; `environment` are the variables that they run with."""

    bin: Path
    environment: Mapping[str, str]


class InstallError(Exception):
    """An installer failed. The text has the command and what it printed."""


def install(wanted: Iterable[Environment], tools: Tools, say: Callable[[str], None]) -> None:
    """Install what is missing of `wanted`, telling `say` of each. InstallError: one failed; the others go on."""
    missing = [environment for environment in wanted if not environment.installed]
    failures: list[InstallError] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(install_one, one, tools, say): one for one in missing}
        for number, done in enumerate(as_completed(running), 1):
            try:
                say(f"  {number} of {len(missing)}: {running[done].id}, {done.result():.0f} s")
            except InstallError as error:
                failures.append(error)
                say(f"  {number} of {len(missing)}: {running[done].id} FAILED")
    if failures:
        raise InstallError("\n\n".join(map(str, failures)))


def install_one(environment: Environment, tools: Tools, say: Callable[[str], None]) -> float:
    """Install one environment unless it is there by now. Returns the seconds that it took."""
    started = time.monotonic()
    cache().mkdir(parents=True, exist_ok=True)
    with _alone(cache() / f".{environment.id}.lock"):
        if not environment.installed:
            say(f"  installing {environment.id}")
            _build(environment, tools)
    return time.monotonic() - started


def _build(environment: Environment, tools: Tools) -> None:
    """In a folder beside the real one, which takes its name when it is whole."""
    scratch = Path(tempfile.mkdtemp(prefix=f".{environment.id}-", dir=cache()))
    try:
        for command in _commands(environment, tools, scratch):
            _run(command, tools.environment, scratch)
        (scratch / "complete").write_text(f"{environment.id}\n", "utf-8")
        shutil.rmtree(environment.folder, ignore_errors=True)  # what a set-up left that was broken off
        scratch.rename(environment.folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _commands(environment: Environment, tools: Tools, scratch: Path) -> Iterator[list[str | Path]]:
    if lock := environment.python_lock:
        yield [
            *(tools.bin / "uv", "pip", "install", "--quiet", "--python", tools.bin / "python"),
            # Compiled now, because a walk writes nothing outside of its own folder.
            *("--target", scratch / "site-packages", "--compile-bytecode", "--no-config"),
            *("--require-hashes", "-r", lock),
        ]
    if lock := environment.npm_lock:
        npm_project(lock, scratch)
        yield [tools.bin / "npm", "--prefix", scratch, "--loglevel=error", "ci"]


def npm_project(lock: Path, folder: Path) -> None:
    """Make `folder` what `npm ci` wants: the lock, the project that it locks and npm's settings."""
    wanted = json.loads(lock.read_text("utf-8"))["packages"][""]["dependencies"]
    shutil.copy(lock, folder / "package-lock.json")
    write_npm_project(wanted, folder)


def write_npm_project(wanted: Mapping[str, str], folder: Path) -> None:
    """package.json and .npmrc. Install scripts run for the wanted packages alone, not for what they bring along."""
    project = {
        "name": "client",
        "private": True,
        "dependencies": dict(wanted),
        "allowScripts": dict.fromkeys(wanted, True),
    }
    (folder / "package.json").write_text(json.dumps(project, indent=2), "utf-8")
    shutil.copy(LOCKS / "npmrc", folder / ".npmrc")


def _run(command: list[str | Path], environment: Mapping[str, str], folder: Path) -> None:
    ended = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
    if ended.returncode:
        shown = " ".join(map(str, command))
        raise InstallError(f"`{shown}` ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}".rstrip())


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait for other set-ups that install the same."""
    with lock.open("w") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def remove_unused(used: Iterable[Environment]) -> list[str]:
    """Mark `used` as used today; delete environments that no clone used for a month. The names of those."""
    for environment in used:
        if environment.installed:
            os.utime(environment.complete)
    old = [
        marker.parent
        for marker in cache().glob("*/complete")
        if time.time() - marker.stat().st_mtime > UNUSED_DAYS * 24 * 3600
    ]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return [folder.name for folder in old]
