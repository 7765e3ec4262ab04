"""What runs when packages are installed: the install scripts of listed packages, and nothing else."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from registry import BIN, EVENTS, Registry, python_environment

from gateway_docs.environments import Environment
from gateway_docs.environments.install import InstallError, Tools, install_one
from gateway_docs.environments.lock import compile_npm
from gateway_docs.project import ROOT

#: How somebody may have told npm to run everything.
EAGER = {"npm_config_ignore_scripts": "false", "npm_config_strict_allow_scripts": "false"}


@pytest.fixture
def ran(packages: Registry, tools: Tools, tmp_path: Path) -> Path:
    """A file with a line for each script that ran. Serves a package that is listed, and what it brings along."""
    file = tmp_path / "ran.txt"
    file.touch()
    for name, manifest in {
        "brought": {},
        "deeper": {},
        "sometimes": {},
        "hidden": {"says_so": False},
        "between": {"dependencies": {"deeper": "1.0.0"}},
        "listed": {
            "dependencies": {"brought": "1.0.0", "between": "1.0.0", "hidden": "1.0.0"},
            "optionalDependencies": {"sometimes": "1.0.0"},
        },
    }.items():
        scripts = {} if name == "between" else {event: f"echo {name} {event} >> '{file}'" for event in EVENTS}
        packages.add_npm(name, scripts=scripts, **manifest)
    return file


def locked(tmp_path: Path, *requirements: str) -> Environment:
    place = tmp_path / "made-up.json"
    compile_npm(requirements, place)
    return Environment("made-up", (place,))


@pytest.mark.parametrize("eager", [{}, EAGER], ids=["as it is", "told to run everything"])
def test_scripts_of_listed_packages_run_alone(ran: Path, tools: Tools, tmp_path: Path, eager: dict[str, str]):
    environment = locked(tmp_path, "listed@1.0.0", "between@1.0.0")
    install_one(environment, dataclasses.replace(tools, environment={**tools.environment, **eager}), print)
    assert {path.name for path in environment.node_modules.iterdir()} >= {"brought", "deeper", "hidden", "sometimes"}
    assert ran.read_text("utf-8").splitlines() == [f"listed {event}" for event in EVENTS]


def test_package_listed_in_another_environment_runs_nothing_here(ran: Path, tools: Tools, tmp_path: Path):
    install_one(locked(tmp_path, "between@1.0.0"), tools, print)
    assert ran.read_text("utf-8") == ""


@pytest.mark.parametrize("folder", ["tools", "tools/search"])
def test_measuring_tools_run_nothing(ran: Path, tools: Tools, tmp_path: Path, folder: str):
    project = tmp_path / "project"
    project.mkdir()
    (project / "package.json").write_text('{"dependencies": {"listed": "1.0.0"}}')
    shutil.copy(ROOT / folder / ".npmrc", project)
    npm = [BIN / "npm", "--prefix", project, "--loglevel=error"]
    for command in (["install", "--package-lock-only"], ["ci"]):
        subprocess.run([*npm, *command], cwd=project, env=tools.environment, check=True, timeout=HANGING_SECONDS)
    assert (project / "node_modules/brought").is_dir()
    assert ran.read_text("utf-8") == ""


def test_python_package_that_must_be_built_is_refused(packages: Registry, tools: Tools, tmp_path: Path):
    line = packages.add_source("built", f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    with pytest.raises(InstallError, match="built"):
        install_one(python_environment(tmp_path, "built", line), tools, print)
    assert not (tmp_path / "ran").exists()
