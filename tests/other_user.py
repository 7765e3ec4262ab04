"""Runs programs as a user who is not root: what protects keys protects them from users, not from root."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

#: May read what is installed below root's HOME, and is nobody otherwise.
READING = (
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
    "--bounding-set=-all,+dac_read_search",
)


def other_user() -> list[str]:
    """What stands before a command so that no root runs it. Linux."""
    if not sys.platform.startswith("linux"):
        pytest.skip("keys are kept from other processes on Linux alone")
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("run by root, this test needs setpriv, to become another user")
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *READING]


def skip_unless_readable() -> None:
    """For runs that start a walk's shell, which drops the right to read below root's HOME."""
    folders = Path(sys.executable).resolve().parents
    if os.geteuid() == 0 and not all(folder.stat().st_mode & 0o001 for folder in folders):
        pytest.skip("run by root, this test needs a Python that another user may read")
