"""What stood in the settings of each client before connect.py, and that one connect.py alone writes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from typing import IO, Any

from gateway_docs.connect.parts.places import NotWritten, put_beside, read, scratch_of
from gateway_docs.doctor.parts.report import home

STATE = "~/.connect-py"


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


def also_wrote(client: str, real: str, content: bytes | None) -> tuple[str, dict[str, Any]] | None:
    """Another client that was given the same there, with its entry."""
    folder = home(STATE)
    others = sorted({*(os.listdir(folder) if os.path.isdir(folder) else ())} - {client})
    digest = hashlib.sha256(content or b"").hexdigest()
    found = ((other, kept(other).get(real)) for other in others)
    return next(((other, entry) for other, entry in found if entry and entry["written"] == digest), None)


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


def copy_of(client: str, entry: dict[str, Any]) -> bytes | None:
    return read(os.path.join(state_of(client), entry["copy"])) if entry["copy"] else None


def put_copy(path: str, content: bytes) -> None:
    put_beside(path, content, 0o600)
    os.replace(scratch_of(path), path)
