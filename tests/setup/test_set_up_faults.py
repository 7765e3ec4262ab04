"""Set-up under bad conditions: it ends whole, or stops with the advice that helps."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from made_up_project import MadeUpProject
from registry import Registry

NOBODY = 65534
ADVICE_FOR_ANOTHER_CAUSE = "python3-venv"


@pytest.fixture
def project(packages: Registry) -> Iterator[MadeUpProject]:
    """In a folder that other users can read; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="set-up-"))
    folder.chmod(0o755)
    yield MadeUpProject(folder / "clone", packages)
    shutil.rmtree(folder)


@pytest.fixture
def mounts() -> list[str]:
    """The start of a command that may mount for itself alone; skips where that is not allowed."""
    command = ["unshare", "--mount", "sh", "-e", "-c"]
    allowed = shutil.which("unshare") and subprocess.run([*command, "mount -t tmpfs none /mnt"], capture_output=True)
    if not allowed or allowed.returncode:
        pytest.skip("mounting a disk for one test needs the administrator's rights: run as root outside a container")
    return command


@pytest.fixture
def as_nobody() -> dict[str, list[str]]:
    """How to run a command as a user without rights; skips where that is not possible."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("becoming another user needs the administrator's rights and setpriv")
    before = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "env", "PATH=/usr/bin:/bin"]
    usable = "import sys, ensurepip, ssl; sys.exit(sys.version_info < (3, 11))"
    if subprocess.run([*before, "python3", "-c", usable], capture_output=True, cwd="/").returncode:
        pytest.skip("other users of this system have no Python 3.11 with the module ensurepip in /usr/bin")
    return before


def test_killed_and_then_two_at_once(project: MadeUpProject, tmp_path: Path):
    first = project.start(tmp_path)
    assert first.stdout.readline().startswith("Making the Python environment")
    os.kill(first.pid, signal.SIGKILL)  # what it started goes on
    both = [project.start(tmp_path), project.start(tmp_path)]
    said = [one.communicate(timeout=HANGING_SECONDS)[0] for one in both]
    first.communicate(timeout=HANGING_SECONDS)
    assert [one.returncode for one in both] == [0, 0], "\n".join(said)
    assert any("Another set-up works in this clone" in text for text in said)
    assert project.whole


def test_full_disk(project: MadeUpProject, mounts: list[str], tmp_path: Path):
    disk = f"mkdir {project.folder}/.venv; mount -t tmpfs -o size=8m none {project.folder}/.venv; exec "
    ended = project.set_up(tmp_path, *mounts, disk + '"$0" "$@"')
    assert ended.returncode == 1
    assert "MB are left for" in ended.stderr
    assert ADVICE_FOR_ANOTHER_CAUSE not in ended.stderr


def test_files_that_may_not_grow(project: MadeUpProject, tmp_path: Path):
    ended = project.set_up(tmp_path, "sh", "-c", 'ulimit -f 200; exec "$0" "$@"')
    assert ended.returncode == 1
    assert ADVICE_FOR_ANOTHER_CAUSE not in ended.stderr
    assert "File too large" in ended.stderr


def test_read_only_checkout(project: MadeUpProject, mounts: list[str], tmp_path: Path):
    bound = f"mount --bind {project.folder} {project.folder}; mount -o remount,bind,ro {project.folder}; exec "
    ended = project.set_up(tmp_path, *mounts, bound + '"$0" "$@"')
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "read-only" in ended.stderr
    assert ADVICE_FOR_ANOTHER_CAUSE not in ended.stderr


def test_checkout_of_another_user(project: MadeUpProject, as_nobody: list[str]):
    ended = project.set_up(Path("/nonexistent"), *as_nobody)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert f"user {NOBODY} has no right to write or run {project.folder}/.venv" in ended.stderr
    assert ADVICE_FOR_ANOTHER_CAUSE not in ended.stderr


def test_user_without_rights_whose_home_is_closed(project: MadeUpProject, as_nobody: list[str], tmp_path: Path):
    """tmp_path is the administrator's, and nobody else gets in."""
    for path in (project.folder, *project.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    ended = project.set_up(tmp_path, *as_nobody)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert project.whole


def test_python_without_ensurepip(project: MadeUpProject, tmp_path: Path):
    """As Debian has it before python3-venv is installed."""
    hidden = "import sys\nsys.modules['ensurepip'] = None\n"
    (project.folder / "sitecustomize.py").write_text(hidden)
    ended = project.set_up(tmp_path, PYTHONPATH=str(project.folder))
    assert ended.returncode == 1
    assert "apt-get install python3-venv" in ended.stderr
    assert not (project.folder / ".venv").exists()
