"""Where settings stand: a file, or a variable of the user on Windows, which is read and written like one."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass

from gateway_docs.connect.parts.user_variables import set_value, value_of, variable_of
from gateway_docs.doctor.parts.report import home


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
        return self.path if variable_of(self.path) else os.path.realpath(home(self.path))

    def said(self, content: bytes | None) -> str:
        """`content` as a text in which variables have their names."""
        name = variable_of(self.path)
        return (f"{name}=" if name and content else "") + (content or b"").decode("utf-8", "replace")


def read(path: str) -> bytes | None:
    """NotWritten: it is there and cannot be read."""
    name = variable_of(path)
    if name:
        return value_of(name)[0]
    try:
        with open(home(path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotWritten(f"{path}: {error.strerror}") from None


def scratch_of(real: str) -> str:
    """Where new content stands until it is whole."""
    return os.path.join(os.path.dirname(real), f".{os.path.basename(real)}.connect-new")


def put_beside(real: str, content: bytes, mode: int) -> None:
    """The new content beside the file, on the disk. What an earlier end left there goes."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(scratch_of(real))
    handle = os.open(scratch_of(real), os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(scratch_of(real), mode)


def mode_of(real: str) -> int | None:
    """Who may read a file, or the type of a variable; None: it is not there."""
    name = variable_of(real)
    if name:
        return value_of(name)[1]
    try:
        return stat.S_IMODE(os.stat(real).st_mode)
    except OSError:
        return None


def missing_folders(real: str) -> list[str]:
    """Which folders on the way there are missing, the outermost first."""
    missing: list[str] = []
    folder = "" if variable_of(real) else os.path.dirname(real)
    while folder and not os.path.isdir(folder):
        missing.insert(0, folder)
        folder = os.path.dirname(folder)
    return missing


def prepare(change: Change) -> None:
    """Put a file's new content beside it. Files with a key are their owner's alone; others keep who may read them."""
    if not variable_of(change.real):
        mode = mode_of(change.real)
        put_beside(change.real, change.new, 0o600 if change.secret else 0o644 if mode is None else mode)


def put(change: Change) -> None:
    """Put what was prepared in its place."""
    name = variable_of(change.real)
    if name:
        set_value(name, change.new, mode_of(change.real))
    else:
        os.replace(scratch_of(change.real), change.real)


def clear(real: str) -> None:
    """Take away what was prepared, or what an end in the middle left."""
    if not variable_of(real):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(scratch_of(real))


def bring_back(real: str, content: bytes | None, mode: int | None) -> None:
    """The file as it was; None: it was not there."""
    name = variable_of(real)
    if name:
        set_value(name, content, mode)
    elif content is None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(real)
    else:
        put_beside(real, content, 0o600 if mode is None else mode)
        os.replace(scratch_of(real), real)
