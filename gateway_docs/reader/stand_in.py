"""Answers the install lines of a page: `python -m gateway_docs.reader.stand_in FOLDER npm install -g NAME`.

Nothing is downloaded. A package that the client's lock file names appears in the walk, with what it depends on and
no more; any other name, version or flag is refused with the reason, as is everything that is not an install line.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.environments import Environment, NotInstalled, environments
from gateway_docs.environments.environment import normal
from gateway_docs.reader.python_packages import Place, link_packages

#: The exit status of an install line that is refused.
REFUSED = 97
QUIET_FLAGS = {"-q", "--quiet", "-U", "--upgrade"}
SPECIFIER = re.compile(r"(?P<name>@?[\w./-]+?)(?P<extras>\[[\w,-]+\])?(?:(?:==|@)(?P<version>[\w.+-]+))?")


class Refused(Exception):
    """An install line that a reader could not follow here."""


@dataclass(frozen=True)
class Line:
    """One install line. `folder` is the walk's, `here` where the reader stands, `flags` what begins with a dash."""

    folder: Path
    here: Path
    flags: set[str]

    @property
    def environments(self) -> list[Environment]:
        """Where packages may come from: the environments of the page's client."""
        ids = (self.folder / "environments").read_text("utf-8").split()
        return [environment for environment in environments() if environment.id in ids]


def main(arguments: list[str]) -> int:
    folder, installer, words = Path(arguments[0]), arguments[1], arguments[2:]
    try:
        handler, rest = _meaning(installer, words)
        line = Line(folder, Path.cwd(), {word for word in rest if word.startswith("-")})
        names = [word for word in rest if not word.startswith("-")]
        if not names:
            raise Refused("the line names no package")
        for name in names:
            handler(line, *_split(name))
    except (Refused, NotInstalled) as reason:
        print(f"{installer}: {reason}", file=sys.stderr)
        return REFUSED
    return 0


def _meaning(installer: str, words: list[str]) -> tuple[Callable[..., None], list[str]]:
    """What an install line asks for, and its words after the command. Refused: it is none that is known here."""
    for command, handler in COMMANDS.items():
        known = command.split()
        if [installer, *words][: len(known)] == known:
            return handler, words[len(known) - 1 :]
    raise Refused(f"only install lines are known here, not: {installer} {' '.join(words)}")


def _split(word: str) -> tuple[str, str | None, list[str]]:
    """Name, version or None, and extras."""
    match = SPECIFIER.fullmatch(word)
    if match is None:
        raise Refused(f"{word} is not a package name")
    version = None if match["version"] == "latest" else match["version"]
    return match["name"], version, (match["extras"] or "[]")[1:-1].split(",")


def _require_flags(line: Line, *known: str) -> None:
    if unknown := line.flags - QUIET_FLAGS - set(known):
        raise Refused(f"the flag {min(unknown)} is not known here")


def _locked(line: Line, ecosystem: str, name: str, version: str | None) -> Environment:
    """The environment that pins a package. Refused: none does, or in another version. NotInstalled."""
    key = (ecosystem, normal(name) if ecosystem == "pypi" else name)
    found = [environment for environment in line.environments if key in environment.pins()]
    if not found:
        places = ", ".join(f"{lock.parent.name}/{lock.name}" for one in line.environments for lock in one.locks)
        raise Refused(f"{name} is not in the lock file {places or 'of any client'}")
    locked = found[0].pins()[key]
    if version not in (None, locked):
        raise Refused(f"the page says {name} {version}, the lock file says {locked}")
    found[0].require()
    return found[0]


def _npm(line: Line, name: str, version: str | None, _: list[str]) -> None:
    _require_flags(line, "-g", "--global", "-D", "--save-dev")
    environment = _locked(line, "npm", name, version)
    if not line.flags & {"-g", "--global"}:
        _link(line.here / "node_modules" / name, environment.node_modules / name)
        return
    assert environment.npm_lock
    lock = json.loads(environment.npm_lock.read_text("utf-8"))["packages"]
    for command, target in lock[f"node_modules/{name}"].get("bin", {}).items():
        _link(line.folder / "bin" / command, environment.node_modules / name / target)


def _pip(line: Line, name: str, version: str | None, extras: list[str]) -> None:
    _require_flags(line)
    environment = _locked(line, "pypi", name, version)
    link_packages(name, extras, environment.site_packages, Place(line.folder / "python", line.folder / "bin"))


def _tool(line: Line, name: str, version: str | None, extras: list[str]) -> None:
    """A command with an environment of its own: its packages cannot be imported elsewhere."""
    _require_flags(line)
    environment = _locked(line, "pypi", name, version)
    place = Place(line.folder / "tools" / name, line.folder / "bin")
    link_packages(name, extras, environment.site_packages, place)


def _link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.is_symlink():
        place.symlink_to(target)


#: The beginnings of install lines, and what each does with every package that it names.
COMMANDS: dict[str, Callable[..., None]] = {
    "npm install": _npm,
    "npm i": _npm,
    "pip install": _pip,
    "pip3 install": _pip,
    "uv pip install": _pip,
    "uv tool install": _tool,
    "pipx install": _tool,
}
INSTALLERS = tuple(dict.fromkeys(command.split()[0] for command in COMMANDS))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
