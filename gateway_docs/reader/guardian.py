"""Deletes what walks left when the robot is gone, however it went: `python -IS guardian.py FOLDER`.

The robot and the supervisors of its walks hold the other end of its standard input, so that closes when all are gone,
also when they are killed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: It goes on without the robot, where walks do not end or much is to be deleted.
PATIENCE_SECONDS = 30
_ends: list[int] = []


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """As long as this lasts, and the walks begun meanwhile, `folder` is there; then it is gone."""
    command = [sys.executable, "-IS", __file__, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    assert process.stdin
    _ends.append(process.stdin.fileno())
    try:
        yield
    finally:
        _ends.remove(process.stdin.fileno())
        process.stdin.close()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.returncode = 0  # it goes on, and Python would warn of it


def waited_for() -> list[int]:
    """Descriptors that a process inherits for whose end the guardians of this robot are to wait."""
    return list(_ends)


def main(folder: Path) -> None:
    sys.stdin.buffer.read()
    # What a page made may be nested deeper than Python goes, and closed to its owner.
    for command in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
        subprocess.run([*command, str(folder)], stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
