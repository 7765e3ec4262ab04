"""Python of a walk: a virtual environment that holds what install lines named, and what that needs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

from gateway_docs.environments.environment import PYTHON, normal

BASE = Path(sys.base_prefix) / "bin" / f"python{PYTHON}"


@dataclass(frozen=True)
class Place:
    """A virtual environment at `root`; the commands of its packages go to `commands`, a folder of the PATH."""

    root: Path
    commands: Path

    @property
    def python(self) -> Path:
        return self.root / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        return self.root / f"lib/python{PYTHON}/site-packages"

    def make(self) -> None:
        """A virtual environment is no more than this."""
        if self.python.exists():
            return
        self.site_packages.mkdir(parents=True)
        (self.root / "bin").mkdir()
        (self.root / "pyvenv.cfg").write_text(f"home = {BASE.parent}\ninclude-system-site-packages = false\n")
        for name in ("python", "python3"):
            (self.root / "bin" / name).symlink_to(BASE)


def link_packages(name: str, extras: Iterable[str], source: Path, place: Place) -> None:
    """Let `place` have a package with `extras` from the folder `source`, with what it requires and its commands."""
    place.make()
    known = {normal(found.name): found for found in distributions(path=[str(source)])}
    for needed in closure(name, extras, known):
        for entry in entries(known[needed]):
            _link(place.site_packages / entry, source / entry)
    # Without it each walk would compile every module that is a single file.
    _link(place.site_packages / "__pycache__", source / "__pycache__")
    for command in known[normal(name)].entry_points.select(group="console_scripts"):
        _write_command(place, command.name, command.module, command.attr)


def closure(name: str, extras: Iterable[str], known: dict[str, Distribution]) -> set[str]:
    """`name` and everything in `known` that it requires with `extras`, directly or not."""
    met: set[tuple[str, frozenset[str]]] = set()
    waiting = [(normal(name), frozenset(extras))]
    while waiting:
        current, wanted = waiting.pop()
        if current not in known or (current, wanted) in met:
            continue  # wanted on other systems only, or met before with the same extras
        met.add((current, wanted))
        for requirement in map(Requirement, known[current].requires or []):
            if not requirement.marker or any(requirement.marker.evaluate({"extra": one}) for one in wanted or {""}):
                waiting.append((normal(requirement.name), frozenset(requirement.extras)))
    return {needed for needed, _ in met}


def entries(distribution: Distribution) -> set[str]:
    """The files and folders of a distribution directly below site-packages."""
    record = distribution.read_text("RECORD") or ""
    first = {line.split(",")[0].strip('"').split("/")[0] for line in record.splitlines()}
    return first - {"", "..", "bin", "__pycache__"}


def _write_command(place: Place, name: str, module: str, attribute: str) -> None:
    program = f"import sys; from {module} import {attribute.partition('.')[0]}; sys.exit({attribute}())"
    path = place.commands / name
    path.write_text(f"#!{place.python}\nimport sys\nsys.argv[0] = {name!r}\n{program}\n", "utf-8")
    path.chmod(0o755)


def _link(place: Path, target: Path) -> None:
    if not place.is_symlink() and target.exists():
        place.symlink_to(target)
