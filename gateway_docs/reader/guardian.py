"""Ends what walks left when the robot is gone, however it went: `python -IS guardian.py FOLDER`. Linux.

The robot holds the other end of its standard input. That closes with the robot, also when the robot is killed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """As long as this lasts, and not longer, programs with a HOME below `folder` live; then they and it are gone."""
    command = [sys.executable, "-IS", __file__, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env={}, start_new_session=True):
        yield


def main(folder: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from processes import end_processes_in

    sys.stdin.buffer.read()
    end_processes_in(folder)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
