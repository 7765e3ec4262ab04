"""Processes by descent: what a process started, and what that started, whatever HOME or session it chose. Linux."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def descendants(pid: int) -> set[int]:
    """The ids of the processes that `pid` started, and of theirs. Empty where the system has no /proc."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        new = _children(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def command(pid: int) -> str:
    """The command line of a process; its id where that cannot be read."""
    with suppress(OSError):
        if line := (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip():
            return line
    return str(pid)


def threads(pid: int) -> int:
    """How many threads a process has; 0: it has ended."""
    return len(_tasks(pid))


def cpu_seconds(pid: int) -> float:
    """What a process and its ended children have worked; 0: it has ended."""
    with suppress(OSError):
        # The name before the last bracket may hold anything.
        fields = (PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def waits(pids: Iterable[int]) -> dict[int, float]:
    """For how many seconds each thread of these processes waited for a core. Empty where the system does not tell."""
    found: dict[int, float] = {}
    for task in (task for pid in pids for task in _tasks(pid)):
        with suppress(OSError):
            found[int(task.name)] = int((task / "schedstat").read_bytes().split()[1]) / 1e9
    return found


def end_descendants() -> None:
    """End every process that descends from this one, which must be their reaper, and wait until they are gone."""
    while reap():
        living = descendants(os.getpid())
        # A group ends as a whole, so that what multiplies in it cannot outrun this.
        for group in filter(None, {_group(pid) for pid in living} - {os.getpgid(0)}):
            with suppress(OSError):
                os.killpg(group, signal.SIGKILL)
        for pid in living:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)


def reap() -> bool:
    """Take leave of children that have ended. False: there is no child any more."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        return True
    return False


def _tasks(pid: int) -> list[Path]:
    """The folder of each thread of a process; none: it has ended."""
    with suppress(OSError):
        return list((PROC / str(pid) / "task").iterdir())
    return []


def _children(pid: int) -> set[int]:
    try:
        return {int(child) for task in _tasks(pid) for child in (task / "children").read_bytes().split()}
    except FileNotFoundError:  # it has ended, or the kernel does not list children
        return {child for child in _all() if _parent(child) == pid} if not _LISTED else set()
    except OSError:
        return set()


def _group(pid: int) -> int | None:
    with suppress(OSError):
        return os.getpgid(pid)
    return None


def _all() -> list[int]:
    return [int(entry.name) for entry in PROC.glob("[0-9]*")]


def _parent(pid: int) -> int | None:
    with suppress(OSError):
        # The name before the last bracket may hold anything.
        return int((PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()[1])
    return None


_LISTED = (PROC / str(os.getpid()) / "task" / str(os.getpid()) / "children").exists()
