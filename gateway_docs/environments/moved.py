"""What moved between two states of a client's lock files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gateway_docs.environments.environment import Environment

_LOCKED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)


def moved(before: Iterable[Environment], after: Iterable[Environment]) -> list[str]:
    """A line for each package whose locked versions differ, such as `openai 2.54.0 -> 3.57.0`, sorted."""
    old, new = _versions(before), _versions(after)
    differing = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return [f"{name} {_told(old.get(name))} -> {_told(new.get(name))}" for name in differing]


def _versions(environments: Iterable[Environment]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for environment in environments:
        for lock in environment.locks:
            for name, version in _locked(lock):
                found.setdefault(name, set()).add(version)
    return found


def _locked(lock: Path) -> Iterator[tuple[str, str]]:
    if lock.suffix == ".txt":
        yield from _LOCKED.findall(lock.read_text("utf-8"))
        return
    for path, package in json.loads(lock.read_text("utf-8"))["packages"].items():
        if path:  # the empty one is the project itself
            yield path.rpartition("node_modules/")[2], package["version"]


def _told(versions: set[str] | None) -> str:
    return " and ".join(sorted(versions)) if versions else "none"
