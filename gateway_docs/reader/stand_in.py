"""Answers the install lines of a page: `python -m gateway_docs.reader.stand_in FOLDER npm install -g NAME`.

Nothing is downloaded. A package that the lock files know appears in the walk, with what it depends on and no more;
any other name, version or flag is refused with the reason, as is everything that is not an install line.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NODE_MODULES = ROOT / "clients" / "node_modules"
QUIET_FLAGS = {"-q", "--quiet", "-U", "--upgrade"}
SPECIFIER = re.compile(r"(?P<name>@?[\w./-]+?)(?:\[[\w,-]+\])?(?:(?:==|@)(?P<version>[\w.+-]+))?")


class Refused(Exception):
    """An install line that a reader could not follow here."""


def main(arguments: list[str]) -> int:
    folder, installer, words = Path(arguments[0]), arguments[1], arguments[2:]
    try:
        names = _names(installer, words)
        for name, version in names:
            {"npm": _npm}.get(installer, _pip)(folder, name, version)
    except Refused as reason:
        print(f"{installer}: {reason}", file=sys.stderr)
        return 97
    with (folder / "installed").open("a", encoding="utf-8") as record:
        record.writelines(f"{name}\n" for name, _ in names)
    return 0


def _names(installer: str, words: list[str]) -> list[tuple[str, str | None]]:
    if words[:1] not in (["install"], ["i"]):
        raise Refused(f"only install lines are known here, not: {installer} {' '.join(words)}")
    flags = {word for word in words[1:] if word.startswith("-")}
    wanted_flags = {"-g", "--global"} if installer == "npm" else set()
    if unknown := flags - QUIET_FLAGS - wanted_flags:
        raise Refused(f"the flag {min(unknown)} is not known here")
    if wanted_flags and not flags & wanted_flags:
        raise Refused("say -g, so that the command can be found in every folder")
    names = [_split(word) for word in words[1:] if not word.startswith("-")]
    if not names:
        raise Refused("the line names no package")
    return names


def _split(word: str) -> tuple[str, str | None]:
    match = SPECIFIER.fullmatch(word)
    if match is None:
        raise Refused(f"{word} is not a package name")
    return match["name"], None if match["version"] == "latest" else match["version"]


def _npm(folder: Path, name: str, version: str | None) -> None:
    lock = json.loads((ROOT / "clients" / "package-lock.json").read_text("utf-8"))["packages"]
    package = lock.get(f"node_modules/{name}")
    if name not in lock[""]["dependencies"] or package is None:
        raise Refused(f"{name} is not in the lock file clients/package-lock.json")
    _same_version(name, version, package["version"])
    for command, target in package.get("bin", {}).items():
        program = NODE_MODULES / name / target
        if not program.exists():
            raise Refused(f"{name} is locked but not installed: run scripts/setup test")
        _link(folder / "bin" / command, program)


def _pip(folder: Path, name: str, version: str | None) -> None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise Refused(f"{name} is not in the lock file requirements/test.txt") from None
    _same_version(name, version, found.version)
    packages = next((folder / "python" / "lib").glob("python*/site-packages"))
    for needed in closure(name):
        for entry in entries(needed):
            _link(packages / entry, Path(str(distribution(needed).locate_file(entry))))
    # Without it each walk would compile every module that is a single file.
    _link(packages / "__pycache__", Path(str(found.locate_file("__pycache__"))))


def entries(name: str) -> set[str]:
    """The files and folders of a distribution directly below site-packages."""
    record = distribution(name).read_text("RECORD") or ""
    first = {line.split(",")[0].strip('"').split("/")[0] for line in record.splitlines()}
    return first - {"", "..", "__pycache__"}


def closure(name: str) -> set[str]:
    """`name` and every installed distribution that it requires, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            requirements = distribution(current).requires or []
        except PackageNotFoundError:
            continue  # wanted on other systems or by an extra
        if current not in found:
            found.add(current)
            waiting += [re.match(r"[\w.-]+", line)[0] for line in requirements if "extra ==" not in line]
    return found


def _same_version(name: str, wanted: str | None, locked: str) -> None:
    if wanted not in (None, locked):
        raise Refused(f"the page says {name} {wanted}, the lock file says {locked}")


def _link(place: Path, target: Path) -> None:
    if not place.is_symlink():
        place.symlink_to(target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
