"""What confines a walk: what a page that tries to get out meets, and what is said where the system has less."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from confined_shell import needs_landlock, needs_network, needs_scopes, shell_in
from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT
from gateway_docs.reader import confined
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.page import PageError
from gateway_docs.reader.sandbox import MEGABYTE, unconfined
from gateway_docs.reader.shell import MOST_OUTPUT


@pytest.mark.parametrize(
    "known, says",
    {
        0: "files outside of the walk's folder can be written",
        2: "cut short",
        3: "other TCP ports",
        4: "devices",
        5: "other processes of this user can be ended",
    }.items(),
)
def test_older_system_is_told(known: int, says: str):
    assert says in "; ".join(unconfined(known))
    assert unconfined(6) == []


def test_system_that_is_not_linux_is_told(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    told = "; ".join(unconfined())
    assert "files outside" in told and "go on" in told


OLD_KERNEL = """
import ctypes, struct, sys
code = struct.pack("HBBIHBBIHBBIHBBI", 0x20, 0, 0, 0, 0x15, 0, 1, 444, 6, 0, 0, 0x50000 | 38, 6, 0, 0, 0x7FFF0000)
buffer = ctypes.create_string_buffer(code)
program = struct.pack("HP", 4, ctypes.addressof(buffer))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
sys.path.insert(0, "tests/reader")
from pathlib import Path
from confined_shell import shell_in
from gateway_docs.reader.session import ReaderSession
folder = Path(sys.argv[1])
with shell_in(folder) as (shell, _):
    assert shell.paste(f"touch {folder}/outside\\n").well
session = ReaderSession()
assert session.told_unconfined() is None, "no walk was"
session.folder("walk")
print(session.told_unconfined())
session.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is made older by a filter of Linux")
def test_run_without_landlock_says_so(tmp_path: Path):
    """A filter lets the kernel answer as one that has no Landlock: walks run, and one line says what they may do."""
    command = [sys.executable, "-c", OLD_KERNEL, tmp_path]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGING_SECONDS)
    assert ran.stdout.startswith("NOT CONFINED, because this system cannot: files outside"), ran.stderr
    assert ran.stdout.count("\n") == 1


# Files


@pytest.mark.parametrize("title", ["~/../../out.json", "a/../../../out.json", "..", "./out.json"])
def test_title_that_leaves_home(read, title: str):
    """It is refused before anything is run, with page and line."""
    with pytest.raises(PageError, match=r"scratch\.md:3: the title .* leads through"):
        read(f'# A\n\n```json title="{title}"\n{{}}\n```\n')


TRAPS = {
    "folder": "/bin/ln -s {0} x",
    "file": "mkdir x && /bin/ln -s {0}/kept.json x/settings.json",
    "pipe": "mkdir x && /usr/bin/mkfifo x/settings.json",
    "home": "cd .. && mv home old && /bin/ln -s {0} home",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_titled_file_follows_no_link(follow, trap: str, tmp_path: Path):
    (tmp_path / "kept.json").write_text("kept")
    made = f"```bash\n{TRAPS[trap].format(tmp_path)}\n```\n\n"
    saved = '```json title="~/x/settings.json"\n{}\n```\n\n```bash\ntrue\n```\n'
    with pytest.raises(WalkFailure, match=r"clients/scratch\.md:5: step 2[^$]*cannot be saved without leaving HOME"):
        follow(made + saved)
    assert [entry.read_text() for entry in tmp_path.glob("*.json")] == ["kept"]
    assert not (tmp_path / "x").exists()


def test_program_follows_no_link(follow, tmp_path: Path):
    page = f"```bash\n/bin/ln -s {tmp_path}/x.mjs program5.mjs\n```\n\n```js\nconsole.log(1)\n//> 1\n```\n"
    with pytest.raises(WalkFailure, match="cannot be saved"):
        follow(page)
    assert not (tmp_path / "x.mjs").exists()


@needs_landlock
@pytest.mark.parametrize(
    "attempt",
    [
        "/bin/ln -sf ~/.bashrc {scripts}/3.sh",
        "echo 'echo ours' >{scripts}/3.sh",
        "mv {scripts} {scripts}.old",
        "rm {outputs}/1.out",
        "/bin/ln -s /dev/null {outputs}/3.out",
        "mkdir {outputs}/3.failed",
        "echo x >{outputs}/3.out",
    ],
)
def test_next_paste_is_out_of_reach(tmp_path: Path, attempt: str):
    """What the robot pastes next, and where it reads what was printed."""
    with shell_in(tmp_path) as (shell, workspace):
        shell.paste("true\n")
        tried = shell.paste(attempt.format(scripts=workspace.scripts, outputs=workspace.outputs) + "\n")
        assert tried.status != 0 and "Permission denied" in tried.output
        assert shell.paste("echo theirs\n").output == "theirs\n"


# What the robot reads


def test_rubbish_in_the_report_fails_with_words(follow):
    page = "```bash\nfor fd in {3..99}; do { printf '0\\n1\\n' >&$fd; } 2>/dev/null; done; true\n```\n"
    with pytest.raises(WalkFailure, match="wrote into the robot's report"):
        follow(page)


def test_programs_do_not_have_the_report(tmp_path: Path):
    with shell_in(tmp_path) as (shell, _):
        listed = shell.paste("""python -c 'import os; print(*sorted(map(int, os.listdir("/proc/self/fd"))))'\n""")
        assert listed.output == "0 1 2 3\n", "3 is the folder that is listed"


def test_rubbish_in_the_report_of_python(follow):
    program = "import os\nimport sys\n\nwith open(sys.orig_argv[-1], 'w') as file:\n    file.write('{}')\nos._exit(0)\n"
    with pytest.raises(WalkFailure, match="it wrote into the robot's report"):
        follow(f"```python\n{program}```\n")


def test_endless_output_is_not_read(tmp_path: Path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with shell_in(tmp_path) as (shell, _):
        ended = shell.paste("head -c 1500000000 /dev/zero\n")
    assert ended.stopped == f"it printed more than {MOST_OUTPUT // MEGABYTE} MB"
    assert len(ended.output) < 2000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024, "in KB"


# Limits


def test_large_file_is_refused(tmp_path: Path):
    with shell_in(tmp_path) as (shell, workspace):
        ended = shell.paste("head -c 3000000000 /dev/zero >large\n")
        assert ended.stopped == "it made a file of more than 256 MB"
        assert (workspace.home / "large").stat().st_size <= 256 * MEGABYTE


@pytest.mark.parametrize(
    "many", ["for i in {1..150}; do sleep 600 & done; wait", "bomb() { bomb | bomb & }; bomb; sleep 600"]
)
def test_many_processes_end_the_walk(tmp_path: Path, many: str, monkeypatch):
    monkeypatch.setattr(confined, "MOST_TASKS", 100)
    with shell_in(tmp_path) as (shell, _):
        ended = shell.paste(f"{many}\n")
    assert ended.stopped == "it had more than 100 processes and threads at a time"
    assert confined.left(tmp_path) == []


def test_no_core_is_left(tmp_path: Path):
    with shell_in(tmp_path) as (shell, _):
        assert shell.paste("ulimit -H -c\n").output == "0\n"


# Other processes, the network, privileges


@needs_scopes
def test_process_outside_is_not_ended(tmp_path: Path):
    with subprocess.Popen(["sleep", "600"]) as other, shell_in(tmp_path) as (shell, _):
        assert "not permitted" in shell.paste(f"kill -9 {other.pid}\n").output
        assert "not permitted" in shell.paste(f"kill -9 {os.getpid()}\n").output
        assert "not permitted" in shell.paste("kill -9 $PPID\n").output, "its own supervisor"
        assert other.poll() is None
        other.kill()


@needs_landlock
def test_memory_of_others_is_not_read(tmp_path: Path):
    """Keys of a live run stand in the environment that the robot was started with."""
    with shell_in(tmp_path) as (shell, _):
        for file in ("environ", "mem"):
            assert "Permission denied" in shell.paste(f"head -c 1 /proc/{os.getpid()}/{file}\n").output


@needs_network
def test_other_port_is_not_reached(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as proxy, socket.create_server(("127.0.0.1", 0)) as other:
        with shell_in(tmp_path, proxy.getsockname()[1]) as (shell, _):
            reach = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/{}'\n"
            assert shell.paste(reach.format(proxy.getsockname()[1])).well
            assert "Permission denied" in shell.paste(reach.format(other.getsockname()[1])).output
            listen = "import socket; socket.create_server((chr(48), 0))"
            assert "PermissionError" in shell.paste(f'python -c "{listen}"\n').output


@needs_scopes
def test_abstract_socket_is_not_reached(tmp_path: Path):
    name = f"gateway-docs-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server, shell_in(tmp_path) as (shell, _):
        server.bind(f"\0{name}")
        server.listen()
        program = f"import socket; socket.socket(socket.AF_UNIX).connect(chr(0) + '{name}')"
        assert "PermissionError" in shell.paste(f'python -c "{program}"\n').output


@pytest.mark.parametrize(
    "attempt",
    ["import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)", "import socket; socket.sethostname('hacked')"],
    ids=["raw socket", "host name"],
)
def test_root_has_no_privileges(tmp_path: Path, attempt: str):
    with shell_in(tmp_path) as (shell, _):
        assert "Operation not permitted" in shell.paste(f'python -c "{attempt}"\n').output
        assert "CapEff:\t0000000000000000" in shell.paste("grep Cap /proc/self/status\n").output
