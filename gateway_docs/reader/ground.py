"""The files of this project that decide how a page is followed and answered, found by imports and not by memory.

What makes the fences, such as the site's templates, is not among them: the fences as published are known already.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from gateway_docs.project import ROOT

PACKAGE = "gateway_docs"
#: Where following begins: walks, recordings, the answers to them, and what runs in processes of its own.
ROOTS = ("reader.walker", "reader.recorder", "reader.stand_in", "reader.guardian", "mock", "connect.assemble")
#: What brings fences and items. Their results stand in the digest of each item.
INPUTS = ("pages", "site", "reader.fences", "reader.page", "reader.session")
#: This room is known module by module. Of another that reads files or imports by computed names, all counts.
OWN_ROOM = "reader"
READING = {"glob", "import_module", "iterdir", "joinpath", "open", "read_bytes", "read_text", "rglob", "with_name"}
#: The locked packages in which the robot and the mock run.
LOCKS = ("requirements/test.txt",)


@cache
def ground_digest(root: Path = ROOT) -> str:
    """A name for the code under `root` that walks and recordings rest on."""
    found = hashlib.sha256()
    for path in ground_files(root):
        found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def ground_files(root: Path, roots: Iterable[str] = ROOTS, inputs: Iterable[str] = INPUTS) -> list[Path]:
    """What `roots` import below `root`, directly or not, without `inputs`; what that reads; the locks. Sorted."""
    stops, seen = {f"{PACKAGE}.{name}" for name in inputs}, set[Path]()
    waiting = [file for name in roots for file in _files(root, f"{PACKAGE}.{name}")]
    while waiting:
        path = waiting.pop()
        if path not in seen and not _stands_below(_name(root, path), stops):
            seen.add(path)
            waiting += _rests_on(root, path)
    return sorted(seen | {root / lock for lock in LOCKS if (root / lock).exists()})


def _stands_below(name: str, rooms: Iterable[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def _name(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _files(root: Path, name: str) -> Iterator[Path]:
    """The file of a module or package of this project; none for any other name."""
    place = root.joinpath(*name.split("."))
    yield from (file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file())


def _rests_on(root: Path, path: Path) -> Iterator[Path]:
    """What `path` imports, the programs beside it that it names to start them, and what its room holds if it reads."""
    if path.suffix != ".py":
        return
    modules, programs, reads = _says(path.read_bytes())
    for name in [*modules, *(f"{_name(root, path.parent)}.{program}" for program in programs)]:
        yield from _files(root, name)
    room = root / PACKAGE / path.relative_to(root / PACKAGE).parts[0]
    if reads and room.is_dir() and room.name != OWN_ROOM:
        yield from _held_by(room)


@cache
def _says(source: bytes) -> tuple[set[str], set[str], bool]:
    """The modules that `source` imports, the programs that it names, and whether it reads files or imports by name."""
    modules, programs, words = set[str](), set[str](), set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            modules |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".py"):
            programs.add(node.value.removesuffix(".py"))
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Name):
            words.add(node.id)
    return modules, programs, bool(words & READING)


def _held_by(room: Path) -> list[Path]:
    return [file for file in room.rglob("*") if file.is_file() and file.suffix != ".pyc"]
