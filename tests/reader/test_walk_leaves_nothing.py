"""After a walk no process of it is left, and nothing outside of its own folder was written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from confined_shell import needs_landlock, shell_in

from gateway_docs.environments import environments_of
from gateway_docs.project import ROOT
from gateway_docs.reader import confined, guardian
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.processes import command, descendants

SETSID = shutil.which("setsid")
#: What leaves its shell in one way or another, and says that it is there before the page goes on.
LEAVES = {
    "session": f"{SETSID} sh -c 'sleep 600 & echo $! $$ >ids; sleep 601' >/dev/null 2>&1 &",
    "environment": f"/usr/bin/env -i {SETSID} /bin/sh -c '/bin/sleep 600 & echo $! $$ >ids; /bin/sleep 601' &",
    "home": f"HOME=/ {SETSID} sh -c 'sleep 600 & echo $! $$ >ids; sleep 601' &",
    "parents": f"( {SETSID} sh -c 'sh -c \"echo \\$\\$ >ids; exec sleep 602\" &' & ) >/dev/null",
}
WAITS = "\nuntil test -s ids; do sleep 0.01; done\n"


@pytest.mark.parametrize("way", LEAVES)
def test_no_process_is_left(way: str, tmp_path: Path):
    """Whatever HOME, session or parent it chose, and what it starts itself."""
    with shell_in(tmp_path) as (shell, workspace):
        assert shell.paste(LEAVES[way] + WAITS).well
        ids = [int(word) for word in (workspace.home / "ids").read_text().split()]
        assert any("sleep" in line for line in confined.left(tmp_path))
        assert all(alive(pid) for pid in ids)
    assert not any(map(alive, ids))
    assert confined.left(tmp_path) == []


def test_walk_leaves_no_process(robot):
    with pytest.raises(WalkFailure, match="no request reached it"):
        robot.follow(f"```bash\n{LEAVES['environment']}{WAITS}```\n")
    assert confined.left(robot.place) == []


def test_supervisor_that_is_gone_is_told(tmp_path: Path):
    """It cannot be known then what a walk left; older systems let a walk do that."""
    with shell_in(tmp_path) as (shell, _):
        (supervisor,) = [pid for pid, (folder, _) in confined._living.items() if folder.is_relative_to(tmp_path)]
        os.kill(supervisor, signal.SIGKILL)
        assert "supervisor was ended" in shell.paste("sleep 5\n").stopped
    assert "ended with -9" in confined.left(tmp_path)[0]
    del confined._living[supervisor]  # so that the run does not tell it


@needs_landlock
@pytest.mark.parametrize("place", ["tmp", "home", "environment"])
def test_nothing_is_written_elsewhere(follow, place: str, tmp_path: Path):
    folders = {"tmp": tmp_path, "home": Path.home(), "environment": environments_of("codex")[0].folder}
    file = folders[place] / "written-by-a-walk"
    with pytest.raises(WalkFailure, match="Permission denied"):
        follow(f"```bash\ntouch {file}\n```\n")
    assert not file.exists()


def test_own_folder_can_be_written(tmp_path: Path):
    with shell_in(tmp_path) as (shell, _):
        assert shell.paste("echo 1 >a && mkdir b && mv a b/c && echo 2 >b/c && rm -r b && echo ok >/dev/null\n").well


ROBOT = """
import sys
from pathlib import Path
from gateway_docs.reader.guardian import guarded
sys.path.insert(0, "tests/reader")
from confined_shell import shell_in
folder = Path(sys.argv[1])
with guarded(folder), shell_in(folder) as (shell, workspace):
    shell.paste(sys.argv[2])
    print((workspace.home / "ids").read_text().replace(chr(10), " "), flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None], ids=str)
def test_robot_is_gone(tmp_path: Path, end: signal.Signals | None):
    """Killed, interrupted or at its end: nothing that a walk started goes on, and its folder is gone."""
    folder = tmp_path / "walks"
    folder.mkdir()
    arguments = [sys.executable, "-c", ROBOT, folder, LEAVES["environment"] + WAITS]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(arguments, cwd=ROOT, **pipes) as robot:
        ids = [int(word) for word in robot.stdout.readline().split()]
        assert len(ids) == 2 and all(map(alive, ids))
        robot.send_signal(end) if end else robot.stdin.close()
    wait_until(lambda: not folder.exists())
    assert not any(map(alive, ids))


def test_what_is_deep_or_closed_is_deleted(tmp_path: Path):
    folder = tmp_path / "walks"
    with guardian.guarded(folder):
        deep = "mkdir -p $(printf 'd/%.0s' {1..1500}) closed && touch closed/x && chmod 0 closed\n"
        with shell_in(folder) as (shell, _):
            assert shell.paste(deep).well
    assert not folder.exists()


def test_robot_does_not_wait_for_long(tmp_path: Path, monkeypatch):
    """Much is to be deleted: the robot ends, with no word about the process that goes on."""
    monkeypatch.setattr(guardian, "PATIENCE_SECONDS", 0)
    folder = tmp_path / "walks"
    folder.mkdir()
    with guardian.guarded(folder):
        pass
    wait_until(lambda: not folder.exists())


def test_descent_is_seen():
    with subprocess.Popen(["sh", "-c", "sleep 600 & wait"], start_new_session=True) as sh:
        try:
            wait_until(lambda: "sleep 600" in map(command, descendants(sh.pid)))
        finally:
            os.killpg(sh.pid, signal.SIGKILL)
    assert descendants(sh.pid) == set()


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be taken leave of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    patience = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < patience, f"not so after {seconds} s"
        time.sleep(0.02)
