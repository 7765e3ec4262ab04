"""A shell as walks have it, without a page and a gateway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gateway_docs.reader import landlock
from gateway_docs.reader.shell import Shell
from gateway_docs.reader.workspace import Workspace


def _needs(version: int, what: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(landlock.version() < version, reason=f"this system's Landlock does not confine {what}")


needs_landlock = _needs(landlock.FILES, "files")
needs_network = _needs(landlock.NETWORK, "the network")
needs_scopes = _needs(landlock.SCOPES, "signals")


@contextmanager
def shell_in(folder: Path, port: int = 9, seconds: float = 60) -> Iterator[tuple[Shell, Workspace]]:
    """A shell in a new workspace below `folder`; its proxy is said to listen on `port`."""
    workspace = Workspace(folder / "walk", f"http://127.0.0.1:{port}", Path("/dev/null"))
    shell = Shell(workspace, seconds)
    try:
        yield shell, workspace
    finally:
        shell.close()
