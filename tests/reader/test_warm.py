"""Warm Python: programs of recordings run in forks of a process that has imported the client, and cannot tell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from confined_shell import needs_landlock, needs_network

from gateway_docs.environments import environments_of
from gateway_docs.reader.processes import descendants
from gateway_docs.reader.python_packages import Place, link_packages
from gateway_docs.reader.shell import Ended, Shell
from gateway_docs.reader.warm import NOWHERE, Packages, Zygote
from gateway_docs.reader.workspace import Workspace, variables

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux passes a walk to a fork")
OPENAI = Packages("openai", tool=False)
[ENVIRONMENT] = environments_of("openai-sdk")[:1]
#: What a program can see of how it was started.
PROBE = """
import json, os, sys
seen = {
    "argv": sys.argv, "path": sys.path, "prefix": sys.prefix, "executable": sys.executable,
    "flags": repr(sys.flags), "here": os.getcwd(), "environment": dict(os.environ), "file": __file__,
    "main": vars(sys.modules["__main__"]) is globals(), "globals": sorted(globals()), "input": sys.stdin.read(),
    "descriptors": os.listdir("/proc/self/fd"), "encoding": [sys.stdout.encoding, sys.stderr.encoding],
    "buffered": [sys.stdout.line_buffering, sys.stderr.line_buffering],
}
seen["environment"].pop("_", None)
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    folder = tmp_path_factory.mktemp("warm")
    known = variables(NOWHERE, Path("/dev/null"))
    zygote = Zygote(folder, OPENAI, ENVIRONMENT, ["from openai import OpenAI"], known)
    yield zygote
    zygote.close()


@pytest.fixture
def folder(zygote: Zygote) -> Path:
    """Where walks of the zygote may be."""
    return Path(mkdtemp(dir=zygote.place.root.parent.parent))


@contextmanager
def shell(folder: Path, warm: Zygote | None, packages: Packages | None = OPENAI) -> Iterator[Shell]:
    """A shell in a walk whose Python has `packages`."""
    workspace = Workspace(folder, NOWHERE, Path("/dev/null"), [ENVIRONMENT], warm)
    if packages:
        link_packages(packages.name, [], ENVIRONMENT.site_packages, Place(folder / "python", workspace.bin))
    shell = Shell(workspace)
    try:
        yield shell
    finally:
        shell.close()


def run(program: str, folder: Path, warm: Zygote | None, command: str = "python program.py one two") -> Ended:
    with shell(folder, warm) as walk:
        (folder / "home/program.py").write_text(program, "utf-8")
        return walk.paste(command + "\n")


def test_it_is_warm(zygote: Zygote, folder: Path):
    program = "import sys; print('openai' in sys.modules)"
    assert run(program, folder / "warm", zygote).output == "True\n"
    assert run(program, folder / "cold", None).output == "False\n"


def test_a_program_sees_what_it_would_see_cold(zygote: Zygote, folder: Path):
    warm, cold = (run(PROBE, folder / name, one).output for name, one in (("warm", zygote), ("cold", None)))
    assert json.loads(warm.replace(str(folder / "warm"), "…")) == json.loads(cold.replace(str(folder / "cold"), "…"))


ENDS = {
    "well": "print('done')",
    "with a status": "import sys; print('no'); sys.exit(3)",
    "with words": "import sys; sys.exit('it is over')",
    "with an exception": "def f():\n    raise ValueError('no')\n\ntry:\n    f()\nexcept ValueError:\n    {}['key']",
    "before it begins": "def f(:",
    "by a signal": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "in a thread": "import threading; threading.Thread(target=lambda: print('late')).start()",
    "with what is registered": "import atexit; atexit.register(print, 'bye')",
}


@pytest.mark.parametrize("program", ENDS.values(), ids=ENDS)
def test_it_ends_as_it_would_cold(zygote: Zygote, folder: Path, program: str):
    warm, cold = (run(program, folder / name, one) for name, one in (("warm", zygote), ("cold", None)))
    assert (warm.status, warm.output.replace(str(folder / "warm"), "…")) == (
        cold.status,
        cold.output.replace(str(folder / "cold"), "…"),
    )


COMMANDS = {
    "a text": "python -c 'import openai; print(1)'",
    "standard input": "echo 'print(1)' | python -",
    "a module": "python -m this",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_is_no_file_runs_as_ever(zygote: Zygote, folder: Path, command: str):
    assert run("", folder / "warm", zygote, command).status == 0


def test_what_is_not_installed_is_not_there(zygote: Zygote, folder: Path):
    with shell(folder / "walk", zygote, packages=None) as walk:
        (folder / "walk/home/program.py").write_text("import openai", "utf-8")
        assert "No module named 'openai'" in walk.paste("python program.py\n").output


@needs_landlock
def test_it_writes_in_its_own_walk_alone(zygote: Zygote, folder: Path):
    program = f"open('mine', 'w'); open('{folder}/other', 'w')"
    ended = run(program, folder / "walk", zygote)
    assert (folder / "walk/home/mine").exists()
    assert "PermissionError" in ended.output
    assert not (folder / "other").exists()


@needs_network
def test_it_reaches_no_other_port(zygote: Zygote, folder: Path):
    program = "import socket; socket.create_connection(('127.0.0.1', 1))"
    assert "PermissionError" in run(program, folder / "walk", zygote).output


def test_nothing_outlives_the_walk(zygote: Zygote, folder: Path):
    program = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        open("away", "w").write(str(os.getpid()))
        time.sleep(600)
    os._exit(0)
while not os.path.exists("away") or not open("away").read(): time.sleep(0.01)
"""
    run(program, folder / "walk", zygote)
    away = int((folder / "walk/home/away").read_text())
    assert away not in descendants(zygote.pid)


def test_what_was_imported_late_is_imported_ahead(tmp_path: Path):
    zygote = Zygote(tmp_path, OPENAI, ENVIRONMENT, [], variables(NOWHERE, Path("/dev/null")))
    seen = "import sys; print('colorsys' in sys.modules)"
    try:
        with shell(tmp_path / "first", zygote) as walk:
            (tmp_path / "first/home/program.py").write_text("import colorsys", "utf-8")
            walk.paste("python program.py\n")
        zygote.learn(tmp_path / "first")
        assert run(seen, tmp_path / "second", zygote).output == "True\n"
    finally:
        zygote.close()
