"""Installs environments: several at once, each whole or not at all, also when several clones do it together."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.environments.advice import advice
from gateway_docs.environments.alone import alone
from gateway_docs.environments.environment import Environment, cache
from gateway_docs.environments.manifest import seal
from gateway_docs.environments.npm import npm_commands, npm_project
from gateway_docs.environments.ownership import ADVICE, why_not_ours

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
        raise InstallError("\n\n".join(dict.fromkeys(map(str, failures))))


def install_one(environment: Environment, tools: Tools, say: Callable[[str], None]) -> float:
    """Install one environment unless it is there by now. Returns the seconds that it took. InstallError."""
    started = time.monotonic()
    lock = make_cache() / f".{environment.id}.lock"
    try:
        lock.touch()
        with alone(lock, lambda: say(f"  {environment.id}: another set-up installs it, waiting")) as held:
            if not environment.installed:
                say(f"  installing {environment.id}")
                _build(environment, tools, held)
    except OSError as error:
        raise InstallError(f"{environment.id} was not installed: {advice(error)}") from error
    return time.monotonic() - started


def make_cache() -> Path:
    """The folder of all environments, for this user alone. InstallError: it cannot be, with what to do about it."""
    folder = cache()
    try:
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        reason = why_not_ours(folder)
    except OSError as error:
        raise InstallError(f"{advice(error)}\nClient tools go into {folder}. {ADVICE}.") from error
    if reason:
        raise InstallError(f"client tools are not installed, because {reason}.")
    return folder


def drop_changed(wanted: Iterable[Environment], say: Callable[[str], None]) -> None:
    """Remove environments that are not as they were installed, telling why, so that they are installed again."""
    for environment in wanted:
        if environment.installed and (reason := environment.changed):
            say(f"INSTALLING AGAIN {environment.id}: {reason}")
            environment.complete.unlink()


def _build(environment: Environment, tools: Tools, held: tuple[int, ...]) -> None:
    """In a folder beside the real one, which takes its name when it is whole. `held` is the lock."""
    for left in cache().glob(f".{environment.id}-*"):  # by a set-up that was killed; nobody else holds the lock
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{environment.id}-", dir=cache()))
    try:
        for command in _commands(environment, tools, scratch):
            _run(command, tools.environment, scratch, held)
        seal(scratch)
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
            # Nothing is built, so nothing runs; nothing is shared with uv's cache, so what changes there stays there.
            *("--no-build", "--link-mode=copy", "--require-hashes", "-r", lock),
        ]
    if lock := environment.npm_lock:
        npm_project(lock, scratch)
        yield from npm_commands(tools.bin / "npm", lock, scratch)


def _run(command: list[str | Path], environment: Mapping[str, str], folder: Path, held: tuple[int, ...]) -> None:
    ended = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, pass_fds=held)
    if ended.returncode:
        shown = " ".join(map(str, command))
        raise InstallError(f"`{shown}` ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}".rstrip())


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
