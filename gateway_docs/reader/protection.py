"""Whether a page that is run here can get at the keys of a live run. It is tried, with the shell that pages have."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gateway_docs.reader.sandbox import unconfined
from gateway_docs.reader.shell import Shell
from gateway_docs.reader.workspace import Workspace

INTRUDER = Path(__file__).with_name("intruder.py")
SECONDS = 60


def unprotected() -> list[str]:
    """What is not protected here from pages, a few words each; none: nothing that this project knows of."""
    root = ["pages run as root"] if os.geteuid() == 0 else []
    return list(dict.fromkeys([*root, *unconfined(), *_tried()]))


def _tried() -> list[str]:
    """What a snippet can do that it must not, seen from inside a walk."""
    with TemporaryDirectory(prefix="intruder-") as made:
        folder, outside = Path(made) / "walk", Path(made) / "outside"
        outside.mkdir()
        shell = Shell(Workspace(folder, "http://127.0.0.1:9", outside / "none.pem"), SECONDS)
        try:
            command = [sys.executable, "-IS", str(INTRUDER), str(os.getpid()), str(outside)]
            ended = shell.paste(shlex.join(command))
        finally:
            shell.close()
    *worked, last = ended.output.splitlines() or [""]
    return worked if last == "tried" else [f"what pages may do could not be tried: {ended.output.strip()[-200:]}"]
