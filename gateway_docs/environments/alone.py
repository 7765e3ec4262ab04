"""One set-up at a time: a lock that ends with the last process that holds it, however that ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two set-ups at the same time are not kept apart there
    fcntl = None  # type: ignore[assignment]  # a module that may be missing has no other type


@contextlib.contextmanager
def alone(place: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[tuple[int, ...]]:
    """Wait until nobody else has locked the file `place`, calling `on_wait` once if somebody has.

    Yields descriptors for `pass_fds`. A child that has them keeps the lock when this process is killed, so that
    nobody starts before what it still writes is written.
    """
    with place.open("rb") as file:
        if fcntl and not _locked(file.fileno(), fcntl.LOCK_NB):
            on_wait()
            _locked(file.fileno(), 0)
        yield (file.fileno(),) if fcntl else ()


def _locked(descriptor: int, flags: int) -> bool:
    """Whether the lock was had. A file system without locks keeps nobody apart."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | flags)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
