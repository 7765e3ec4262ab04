"""Takes real keys out of the environment of this process, also out of the copy that the system shows to others.

The environment that a process began with stays readable under /proc, whatever the process deletes later. So a program
that was started with keys starts itself again without them, and reads them from a pipe. This is the first thing of a
run, and needs the standard library alone.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import sys
from collections.abc import Mapping

PIPE = "GATEWAY_DOCS_KEYS_FROM"
MOST_CHARACTERS = 8192  # all keys together fit into a pipe
SET_DUMPABLE = 4
_KEY_NAME = re.compile(r"LIVE_[A-Z0-9_]*KEY")


def without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` for a program that real keys are no business of."""
    return {name: value for name, value in environment.items() if not name.startswith("LIVE_") and name != PIPE}


def forget() -> None:
    """Go on without LIVE_… variables, which this program may have been started with; it is started again for it."""
    if without_keys(os.environ) != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], without_keys(os.environ))


def take_over() -> dict[str, str]:
    """The variables LIVE_…KEY that this program was started with, which may be started again for it."""
    found = {name: value for name, value in os.environ.items() if _KEY_NAME.fullmatch(name) and value}
    if found:
        _start_again(found)
    if (number := os.environ.pop(PIPE, None)) is None:
        return {}
    close_memory()
    with os.fdopen(int(number), "rb") as pipe:
        keys: dict[str, str] = json.loads(pipe.read())
    return keys


def close_memory() -> None:
    """From now on other processes of this user cannot read this one's memory and environment. Linux."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0, 0, 0, 0)


def _start_again(keys: Mapping[str, str]) -> None:
    if sum(map(len, keys.values())) > MOST_CHARACTERS:
        sys.exit(f"{' and '.join(keys)}: longer than keys are")
    reader, writer = os.pipe()
    os.write(writer, json.dumps(keys).encode())
    os.close(writer)
    os.set_inheritable(reader, True)
    sys.stdout.flush()
    command = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, command, {**without_keys(os.environ), PIPE: str(reader)})
