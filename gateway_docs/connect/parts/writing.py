"""Writes files whole or not at all, keeps what was there before, and brings it back."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from gateway_docs.connect.parts.merging import line_marks, without
from gateway_docs.doctor.parts.report import home

STATE = "~/.connect-py"


class NotWritten(Exception):
    """Nothing was changed. The text says why, in words of the system."""


@dataclass
class Change:
    """A file as readers know it (`~/.codex/config.toml`), what it held (None: it was not there) and will hold."""

    path: str
    form: str
    old: bytes | None
    new: bytes
    secret: bool

    @property
    def real(self) -> str:
        """Where it really is: a link stays a link, and what it leads to is written."""
        return os.path.realpath(home(self.path))


def read(path: str) -> bytes | None:
    """NotWritten: it is there and cannot be read."""
    try:
        with open(home(path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotWritten(f"{path}: {error.strerror}") from None


def state_of(client: str) -> str:
    return os.path.join(home(STATE), client)


def kept(client: str) -> dict[str, Any]:
    """Real path -> what was there before connect.py, of a client; nothing: it was not connected."""
    try:
        with open(os.path.join(state_of(client), "kept.json"), encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
            return found
    except (OSError, ValueError):
        return {}


@contextlib.contextmanager
def alone(client: str) -> Iterator[None]:
    """No other connect.py writes meanwhile; the system lets go of the lock however this one ends."""
    try:
        lock = _locked()
        try:
            yield
        finally:
            for folder in (state_of(client), home(STATE)):
                with contextlib.suppress(OSError):
                    if os.listdir(folder) in ([], ["lock"]):
                        shutil.rmtree(folder)
            lock.close()
    except OSError as error:
        raise NotWritten(f"{error.filename or STATE}: {error.strerror}") from None


def _locked() -> IO[str]:
    """The file of the lock, once that is this one's. Who had it before may have deleted it: then there is another."""
    path = os.path.join(home(STATE), "lock")
    while True:
        os.makedirs(home(STATE), mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            lock = open(path, "w", encoding="utf-8")
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(lock.fileno()), os.stat(path)):
                return lock
            lock.close()


def write(client: str, changes: list[Change]) -> None:
    """Write all of them, or none, `alone`. NotWritten: why not."""
    before, made = kept(client), []
    done: list[tuple[Change, int | None]] = []
    try:
        for change in changes:
            made += [one for one in _missing(os.path.dirname(change.real)) if one not in made]
        _keep(client, before, changes, made)  # first, so that undo helps whatever happens next
        for folder in made:
            os.mkdir(folder)
        for change in changes:
            _beside(change.real, change.new, _mode(change))
        for change in changes:
            if read(change.path) != change.old:
                raise NotWritten(f"{change.path} was changed by another program meanwhile")
            done.append((change, mode_of(change.real)))
            os.replace(scratch_of(change.real), change.real)
    except BaseException as error:
        _roll_back(client, before, changes, done, made)
        if isinstance(error, OSError):
            raise NotWritten(f"{error.filename or client}: {error.strerror}") from None
        raise


def scratch_of(real: str) -> str:
    """Where new content stands until it is whole."""
    return os.path.join(os.path.dirname(real), f".{os.path.basename(real)}.connect-new")


def _beside(real: str, content: bytes, mode: int) -> None:
    """The new content beside the file, on the disk. What an earlier end left there goes."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(scratch_of(real))
    handle = os.open(scratch_of(real), os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(scratch_of(real), mode)


def _mode(change: Change) -> int:
    """Files with a key are their owner's alone; others keep who may read them."""
    if change.secret:
        return 0o600
    mode = mode_of(change.real)
    return 0o644 if mode is None else mode


def mode_of(real: str) -> int | None:
    """Who may read a file; None: it is not there."""
    try:
        return stat.S_IMODE(os.stat(real).st_mode)
    except OSError:
        return None


def _missing(folder: str) -> list[str]:
    """Which folders on the way to `folder` are not there, the outermost first."""
    missing: list[str] = []
    while folder and not os.path.isdir(folder):
        missing.insert(0, folder)
        folder = os.path.dirname(folder)
    return missing


def _keep(client: str, before: dict[str, Any], changes: list[Change], made: list[str]) -> None:
    os.makedirs(state_of(client), mode=0o700, exist_ok=True)
    entries = dict(before)
    for number, change in enumerate(changes):
        known = entries.get(change.real)
        old = _before(client, known, change)
        entry: dict[str, Any] = {"path": change.path, "form": change.form, "copy": None, "mode": None, "folders": made}
        if known:
            entry.update(mode=known["mode"], folders=known["folders"])
        else:
            entry["mode"] = mode_of(change.real)
        if old is not None:
            entry["copy"] = f"{number}-{hashlib.sha256(old).hexdigest()[:16]}"
            _put(os.path.join(state_of(client), entry["copy"]), old)
        entry.update(written=hashlib.sha256(change.new).hexdigest(), lines=line_marks(change.new))
        entries[change.real] = entry
    _put(os.path.join(state_of(client), "kept.json"), json.dumps(entries, indent=1).encode())


def _before(client: str, known: dict[str, Any] | None, change: Change) -> bytes | None:
    """What undo brings back: before the first time, with what the reader has changed since."""
    if known is None:
        return change.old
    old = copy_of(client, known)
    if change.old is None or hashlib.sha256(change.old).hexdigest() == known["written"]:
        return old
    found = without(old or b"", known["lines"], change.old, change.form)
    return change.old if found is None else found


def copy_of(client: str, entry: dict[str, Any]) -> bytes | None:
    return read(os.path.join(state_of(client), entry["copy"])) if entry["copy"] else None


def _put(path: str, content: bytes) -> None:
    _beside(path, content, 0o600)
    os.replace(scratch_of(path), path)


def _roll_back(
    client: str, before: dict[str, Any], changes: list[Change], done: list[tuple[Change, int | None]], made: list[str]
) -> None:
    for change, mode in done:
        with contextlib.suppress(OSError):
            bring_back(change.real, change.old, mode)
    for change in changes:
        with contextlib.suppress(OSError):
            os.unlink(scratch_of(change.real))
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            os.rmdir(folder)
    with contextlib.suppress(OSError):
        if before:
            _put(os.path.join(state_of(client), "kept.json"), json.dumps(before, indent=1).encode())
        else:
            shutil.rmtree(state_of(client))


def bring_back(real: str, content: bytes | None, mode: int | None) -> None:
    """The file as it was; None: it was not there."""
    if content is None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(real)
        return
    _beside(real, content, 0o600 if mode is None else mode)
    os.replace(scratch_of(real), real)
