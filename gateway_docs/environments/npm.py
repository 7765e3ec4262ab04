"""What npm is told: the project of one lock file, and which install scripts run.

None runs while packages are installed; then those of the packages that the project itself names, and no others. Both
are npm's own commands of many years, so nothing depends on how a version of npm treats what nobody listed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

#: What every npm that runs here is told.
SETTINGS = Path(__file__).with_name("npmrc")
#: On the command line, because variables of the environment come before the project's .npmrc.
NO_SCRIPTS = "--ignore-scripts"


def npm_commands(npm: Path, lock: Path, folder: Path) -> Iterator[list[str | Path]]:
    """What installs `lock` into `folder`, a project made by `npm_project`."""
    start: list[str | Path] = [npm, "--prefix", folder, "--loglevel=error"]
    yield [*start, "ci", NO_SCRIPTS]
    if listed := scripts_of(lock):
        yield [*start, "rebuild", f"{NO_SCRIPTS}=false", *(f"{name}@{version}" for name, version in listed.items())]


def scripts_of(lock: Path) -> dict[str, str]:
    """Package -> version, of those whose install scripts run: asked for by name, and with a script."""
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    asked = {name: packages.get(f"node_modules/{name}", {}) for name in packages[""].get("dependencies", {})}
    return {name: package["version"] for name, package in asked.items() if package.get("hasInstallScript")}


def npm_project(lock: Path, folder: Path) -> None:
    """Make `folder` what `npm ci` wants: the lock, the project that it locks and npm's settings."""
    wanted = json.loads(lock.read_text("utf-8"))["packages"][""]["dependencies"]
    shutil.copy(lock, folder / "package-lock.json")
    write_npm_project(wanted, folder)


def write_npm_project(wanted: Mapping[str, str], folder: Path) -> None:
    """package.json, which allows the wanted packages' scripts by npm's newer rule as well, and .npmrc."""
    project = {
        "name": "client",
        "private": True,
        "dependencies": dict(wanted),
        "allowScripts": dict.fromkeys(wanted, True),
    }
    (folder / "package.json").write_text(json.dumps(project, indent=2), "utf-8")
    shutil.copy(SETTINGS, folder / ".npmrc")
