"""After a walk no process of it is left, and nothing outside of its own folder was written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gateway_docs.environments import environments_of
from gateway_docs.reader import sandbox
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.processes import end_processes_in, processes_in

CONFINED = sandbox.version() >= 2
needs_landlock = pytest.mark.skipif(not CONFINED, reason="this system has no Landlock, so nothing confines a walk")


def test_no_process_is_left(follow, shared):
    """Neither one that left the session, nor one that another one starts."""
    with pytest.raises(WalkFailure, match="no request reached it"):
        follow("```bash\nsetsid sh -c 'sleep 600 & sleep 601' >/dev/null 2>&1 &\n```\n")
    assert processes_in(shared._folders) == []


def test_process_is_found_and_ended(tmp_path: Path):
    home = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(["sleep", "600"], env=home) as process:
        found = processes_in(tmp_path)
        end_processes_in(tmp_path)
        assert process.wait(5) == -9
    assert found == ["sleep 600"]
    assert processes_in(tmp_path) == []


@needs_landlock
@pytest.mark.parametrize("place", ["tmp", "home", "environment"])
def test_nothing_is_written_elsewhere(follow, place: str, tmp_path: Path):
    folders = {"tmp": tmp_path, "home": Path.home(), "environment": environments_of("codex")[0].folder}
    file = folders[place] / "written-by-a-walk"
    with pytest.raises(WalkFailure, match="Permission denied"):
        follow(f"```bash\ntouch {file}\n```\n")
    assert not file.exists()


@needs_landlock
def test_own_folder_can_be_written(tmp_path: Path):
    command = "echo 1 >a && mkdir b && mv a b/c && echo 2 >b/c && rm -r b && echo ok >/dev/null"
    ended = subprocess.run([sys.executable, "-IS", sandbox.__file__, tmp_path, "sh", "-c", command], cwd=tmp_path)
    assert ended.returncode == 0
