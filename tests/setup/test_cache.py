"""What lies in the shared cache is run only as it was installed, and only if nobody else could put it there."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from registry import Registry, python_environment

from gateway_docs.environments import Environment, NotInstalled, cache, environments_of, verify_named
from gateway_docs.environments.install import InstallError, Tools, drop_changed, install, install_one
from gateway_docs.project import ROOT

NOBODY = 65534
FILES = {"made_up.py": b"OK = 1\n", "other.py": b"OK = 2\n"}
#: An installer in a process of its own: id, lock file, and the folder with its tools.
INSTALLER = """
import os, sys
from pathlib import Path
from gateway_docs.environments import Environment
from gateway_docs.environments.install import Tools, install_one
id_, lock, tools = sys.argv[1:]
install_one(Environment(id_, (Path(lock),)), Tools(Path(tools), dict(os.environ)), lambda line: print(line, flush=True))
"""
#: Says that it began, and goes on when it may.
PATIENT_UV = '#!/bin/sh\ntouch "{0}/began"\nuntil [ -e "{0}/go" ]; do sleep 0.05; done\nexec "{1}/uv" "$@"\n'


@pytest.fixture
def environment(packages: Registry, tools: Tools, tmp_path: Path) -> Environment:
    """Locked, not installed."""
    return python_environment(tmp_path, "made-up", packages.add_python("made_up", FILES))


@pytest.fixture
def installed(environment: Environment, tools: Tools) -> Environment:
    install([environment], tools, print)
    assert environment.changed is None
    return environment


def written(file: Path) -> None:
    """Other words of the same length, and the time set back."""
    about = file.stat()
    file.write_bytes(file.read_bytes().replace(b"1", b"7"))
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


def replaced_by_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("other.py")


@pytest.mark.parametrize(
    "change",
    [
        written,
        replaced_by_link,
        Path.unlink,
        lambda file: file.chmod(file.stat().st_mode ^ stat.S_IXUSR),
        lambda file: file.with_name("more.py").touch(),
        lambda file: file.with_name("more").mkdir(),
        lambda file: (written(file), (file.parent.parent / "manifest").write_text("")),
        lambda file: (file.parent.parent / "complete").write_text("made-up\n"),
    ],
    ids=["written", "linked", "deleted", "executable", "added", "folder", "manifest", "complete"],
)
def test_changed_file_is_noticed_and_installed_again(
    installed: Environment, tools: Tools, change: Callable[[Path], object]
):
    change(installed.site_packages / "made_up.py")
    with pytest.raises(NotInstalled, match="Then: scripts/setup test made-up"):
        installed.verify()
    said: list[str] = []
    drop_changed([installed], said.append)
    install([installed], tools, said.append)
    assert said[0].startswith("INSTALLING AGAIN made-up: ")
    assert (installed.changed, (installed.site_packages / "made_up.py").read_bytes()) == (None, FILES["made_up.py"])


def test_contents_are_not_read_when_nothing_changed(installed: Environment, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hashlib, "file_digest", None)
    assert installed.changed is None


def test_restored_copy_is_read_once(installed: Environment, monkeypatch: pytest.MonkeyPatch):
    """As CI has it, which packs the cache and unpacks it somewhere else."""
    content, copy = installed.content, installed.folder.with_name("copy")
    shutil.copytree(installed.folder, copy, symlinks=True)
    shutil.rmtree(installed.folder)
    copy.rename(installed.folder)
    assert (installed.changed, installed.content) == (None, content)
    monkeypatch.setattr(hashlib, "file_digest", None)
    assert installed.changed is None


def test_content_says_what_is_there(installed: Environment, packages: Registry, tools: Tools, tmp_path: Path):
    other = python_environment(tmp_path, "other", packages.add_python("other", {"other.py": b"OK = 3\n"}))
    install_one(other, tools, print)
    assert len({installed.content, other.content}) == 2


@pytest.mark.parametrize("place", [lambda one: one.folder, lambda one: one.folder.parent], ids=["folder", "cache"])
def test_folder_that_others_can_write_is_refused(installed: Environment, place: Callable[[Environment], Path]):
    place(installed).chmod(0o777)
    with pytest.raises(NotInstalled, match=r"can be written by others \(mode 0777\)[\s\S]*XDG_CACHE_HOME"):
        installed.verify()


def test_nothing_is_installed_where_others_can_write(installed: Environment, tools: Tools):
    cache().chmod(0o777)
    installed.complete.unlink()
    with pytest.raises(InstallError, match=r"can be written by others \(mode 0777\)[\s\S]*XDG_CACHE_HOME"):
        install([installed], tools, print)
    assert not installed.installed


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a folder to another user needs the administrator's rights")
@pytest.mark.parametrize("levels", [0, 1, 3], ids=["folder", "cache", "above"])
def test_folder_of_another_user_is_refused(installed: Environment, levels: int):
    os.chown([installed.folder, *installed.folder.parents][levels], NOBODY, NOBODY)
    with pytest.raises(NotInstalled, match=r"belongs to [\s\S]*XDG_CACHE_HOME"):
        installed.verify()


def test_cache_that_cannot_be_made(environment: Environment, tools: Tools, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/sys/nobody-may-write-here")
    with pytest.raises(InstallError, match="XDG_CACHE_HOME"):
        install([environment], tools, print)


def test_killed_and_at_once_in_another_clone(environment: Environment, tools: Tools, tmp_path: Path):
    """The installer that the first one started goes on. The second waits for it, then installs by itself."""
    patient = tmp_path / "patient"
    patient.mkdir()
    (patient / "python").symlink_to(tools.bin / "python")
    (patient / "uv").write_text(PATIENT_UV.format(patient, tools.bin))
    (patient / "uv").chmod(0o755)
    first = installer(environment, patient)
    wait_until((patient / "began").exists)
    os.kill(first.pid, signal.SIGKILL)
    second = installer(environment, tools.bin)
    assert second.stdout.readline() == "  made-up: another set-up installs it, waiting\n"
    (patient / "go").touch()
    said = second.communicate(timeout=HANGING_SECONDS)[0]
    first.communicate(timeout=HANGING_SECONDS)
    assert (second.returncode, said) == (0, "  installing made-up\n")
    assert environment.changed is None
    assert [path.name for path in cache().iterdir() if path.is_dir()] == [environment.folder.name]


def installer(environment: Environment, tools: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INSTALLER, environment.id, environment.locks[0], tools],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_only_named_packages_are_looked_at(installed: Environment, packages: Registry, tools: Tools, tmp_path: Path):
    line = packages.add_python("named_package", {"named.py": b""})
    named = python_environment(tmp_path, "named", f"# named-package==1.0.0\n{line}")
    install_one(named, tools, print)
    for one in (installed, named):
        (one.site_packages / "more.py").touch()
    verify_named([installed, named], "pip install something")
    with pytest.raises(NotInstalled, match="named"):
        verify_named([installed, named], "pip install Named_Package")


@pytest.mark.walk
@pytest.mark.skipif(not environments_of("gemini-sdk-js")[0].installed, reason="run: scripts/setup test gemini-sdk-js")
def test_walk_does_not_run_what_was_changed(tmp_path: Path):
    """The cache of a user with one client in it, whose main file was changed."""
    installed = environments_of("gemini-sdk-js")[0].folder
    copy = tmp_path / "gateway-docs/clients" / installed.name
    shutil.copytree(installed, copy, symlinks=True)
    ran = tmp_path / "ran"
    for file in (copy / "node_modules/@google/genai/dist").rglob("*.mjs"):
        file.write_text(f'import fs from "fs";\nfs.writeFileSync("{ran}", "");\n{file.read_text("utf-8")}', "utf-8")
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "docs/en/clients/gemini-sdk-js.md",
            "-k",
            "walk",
        ],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=HANGING_SECONDS,
    )
    assert ended.returncode == 1, ended.stdout
    assert "gemini-sdk-js is not run: " in ended.stdout
    assert "Then: scripts/setup test gemini-sdk-js" in ended.stdout
    assert not ran.exists()
