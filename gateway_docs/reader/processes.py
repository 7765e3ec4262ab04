"""Processes that belong to walks: whatever was started with a HOME below the walk's folder. Linux only."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 5


def processes_in(folder: Path) -> list[str]:
    """The command lines of processes whose HOME lies below `folder`, sorted."""
    return sorted(_command(process) for process in _living(folder))


def end_processes_in(folder: Path) -> None:
    """End every process whose HOME lies below `folder`, also those started meanwhile, and wait until they are gone."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while (living := list(_living(folder))) and time.monotonic() < patience:
        for process in living:
            with suppress(OSError):
                os.kill(int(process.name), signal.SIGKILL)
        time.sleep(0.005)


def _living(folder: Path) -> Iterator[Path]:
    wanted = f"HOME={folder}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            variables = (process / "environ").read_bytes().split(b"\0")
            if any(variable == wanted or variable.startswith(wanted + b"/") for variable in variables):
                yield process


def _command(process: Path) -> str:
    with suppress(OSError):
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    return process.name
