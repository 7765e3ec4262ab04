"""What is installed is pinned, hashed and not bound to a registry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from gateway_docs.environments import environments
from gateway_docs.project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "setup": (ROOT / "requirements/setup.in").read_text("utf-8").split(),
    "site": PROJECT["dependencies"],
    "test": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
}
REQUIREMENT = re.compile(r"([\w.-]+)==(\S+)( ; .+?)?( --hash=sha256:[0-9a-f]{64})+")
CLIENTS = [environment.python_lock for environment in environments() if environment.python_lock]
PYTHON_LOCKS = [*(ROOT / f"requirements/{lock}.txt" for lock in LOCKS), *CLIENTS]
NPM_LOCKS = [
    ROOT / "tools/package-lock.json",
    *(environment.npm_lock for environment in environments() if environment.npm_lock),
]


def requirements(lock: Path) -> list[str]:
    """The requirements of a lock file, each in one line."""
    lines = re.sub(r"\s*\\\n\s*", " ", lock.read_text("utf-8")).splitlines()
    return [line for line in lines if not line.startswith("#")]


def npm_packages(lock: Path) -> dict[str, dict]:
    """Path below the project -> package, of everything that a package-lock.json installs."""
    return {path: package for path, package in json.loads(lock.read_text("utf-8"))["packages"].items() if path}


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.stem)
def test_python_lock_names_no_host(lock):
    assert [line for line in requirements(lock) if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.stem)
def test_python_lock_has_hashes(lock):
    assert [line for line in requirements(lock) if not REQUIREMENT.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_pins_are_locked(lock):
    locked = {
        match[1]: match[2] for match in map(REQUIREMENT.match, requirements(ROOT / f"requirements/{lock}.txt")) if match
    }
    pins = dict(pin.split("==") for pin in LOCKS[lock])
    assert pins.items() <= locked.items()


def test_site_lock_is_part_of_test_lock():
    assert set(requirements(ROOT / "requirements/site.txt")) <= set(requirements(ROOT / "requirements/test.txt"))


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.stem)
def test_npm_lock_names_no_host(lock):
    assert {path for path, package in npm_packages(lock).items() if "resolved" in package} == set()


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.stem)
def test_npm_lock_has_hashes(lock):
    """A package that another one brings along in its own archive is covered by that one's hash."""
    fetched = {path: package for path, package in npm_packages(lock).items() if not package.get("inBundle")}
    assert {
        path for path, package in fetched.items() if not package.get("integrity", "").startswith("sha512-")
    } == set()
