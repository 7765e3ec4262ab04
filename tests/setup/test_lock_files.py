"""What is installed is pinned, hashed and not bound to a registry."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from gateway_docs.clients import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "setup": (ROOT / "requirements/setup.in").read_text("utf-8").split(),
    "site": PROJECT["dependencies"],
    "test": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
}
REQUIREMENT = re.compile(r"([\w.-]+)==(\S+)( ; .+?)?( --hash=sha256:[0-9a-f]{64})+")
NPM_LOCK = json.loads((ROOT / "clients/package-lock.json").read_text("utf-8"))
NPM_PACKAGES = {path: package for path, package in NPM_LOCK["packages"].items() if path}


def requirements(lock: str) -> list[str]:
    """The requirements of a lock file, each in one line."""
    text = (ROOT / f"requirements/{lock}.txt").read_text("utf-8")
    return re.sub(r"\s*\\\n\s*", " ", text).splitlines()


@pytest.mark.parametrize("lock", LOCKS)
def test_python_lock_names_no_host(lock):
    assert [line for line in requirements(lock) if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_lock_has_hashes(lock):
    assert [line for line in requirements(lock) if not REQUIREMENT.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_pins_are_locked(lock):
    locked = {match[1]: match[2] for match in map(REQUIREMENT.match, requirements(lock)) if match}
    pins = dict(pin.split("==") for pin in LOCKS[lock])
    assert pins.items() <= locked.items()


def test_site_lock_is_part_of_test_lock():
    assert set(requirements("site")) <= set(requirements("test"))


def test_npm_lock_names_no_host():
    assert {path for path, package in NPM_PACKAGES.items() if "resolved" in package} == set()


def test_npm_lock_has_hashes():
    assert {path for path, package in NPM_PACKAGES.items() if not package["integrity"].startswith("sha512-")} == set()


def test_npm_pins_are_locked():
    pins = json.loads((ROOT / "clients/package.json").read_text("utf-8"))["dependencies"]
    assert pins == {name: NPM_PACKAGES[f"node_modules/{name}"]["version"] for name in pins}
