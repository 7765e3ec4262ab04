"""What an installation left behind, so that nothing is run from it that was changed since.

`manifest` in the folder has a line for each file: what it holds and where. `complete`, which is written last, has the
digest of the manifest, and one of all names, sizes and times of change. As long as that one is the same, no content
is read: the system sets the time of change itself, also when a program sets back the time of writing.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

#: The files of this module itself.
OURS = MANIFEST, COMPLETE = "manifest", "complete"


def seal(folder: Path) -> None:
    """Write down what `folder` holds, and that it is complete."""
    state = _state(folder)
    manifest = "".join(f"{about} {path}\n" for path, about in _contents(folder).items()).encode()
    (folder / MANIFEST).write_bytes(manifest)
    _complete(folder, hashlib.sha256(manifest).hexdigest(), state)


def content_of(folder: Path) -> str:
    """A digest of everything in `folder`, as it was sealed. OSError, ValueError: it is not, or not by this version."""
    return _read(folder)["content"]


def changed(folder: Path) -> str | None:
    """What is not as it was sealed, in words; None: nothing. Reads contents only where a name, size or time differs."""
    try:
        sealed, state = _read(folder), _state(folder)
        if state == sealed["state"]:
            return None
        manifest = (folder / MANIFEST).read_bytes()
    except (OSError, ValueError) as error:
        return f"{folder} does not say what was installed there: {error}"
    if hashlib.sha256(manifest).hexdigest() != sealed["content"]:
        return f"{folder / MANIFEST} was changed"
    if differing := _differing(manifest, _contents(folder)):
        return f"{len(differing)} files in {folder} changed since they were installed, such as {min(differing)}"
    if os.access(folder, os.W_OK):  # moved or restored from a copy: only the times are new
        _complete(folder, sealed["content"], state)
    return None


def _read(folder: Path) -> dict[str, str]:
    found = json.loads((folder / COMPLETE).read_text("utf-8"))
    if not isinstance(found, dict) or not {"content", "state"} <= found.keys():
        raise ValueError(f"{COMPLETE} holds something else")
    return found


def _complete(folder: Path, content: str, state: str) -> None:
    """Whole at every moment, and never a file more in the folder: others may look at the same time."""
    with tempfile.NamedTemporaryFile("w", dir=folder.parent, prefix=f".{COMPLETE}-", delete=False) as scratch:
        json.dump({"content": content, "state": state}, scratch)
    os.replace(scratch.name, folder / COMPLETE)


def _differing(manifest: bytes, now: dict[str, str]) -> set[str]:
    listed = (line.split(" ", 1) for line in os.fsdecode(manifest).splitlines())
    before = {path: digest for digest, path in listed}
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def _state(folder: Path) -> str:
    """Two hundred thousand files take a second: one loop, and nothing is made for each but what is compared."""
    start, pending, digest = len(os.fspath(folder)), [os.fspath(folder)], hashlib.sha256()
    while pending:
        place, found, below = pending.pop(), [], []
        for entry in os.scandir(place):
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
                found.append((entry.name, -1, -1))
            else:
                about = entry.stat(follow_symlinks=False)
                found.append((entry.name, about.st_size, about.st_ctime_ns))
        if len(place) == start:
            found = [one for one in found if one[0] not in OURS]
        pending += sorted(below)
        digest.update(marshal.dumps((place[start:], sorted(found)), 2))  # later versions depend on reference counts
    return digest.hexdigest()


def _contents(folder: Path) -> dict[str, str]:
    """Path below `folder`, as JSON -> kind and digest, sorted."""
    start = len(os.fspath(folder)) + 1
    found = {entry.path[start:]: entry for entry in _entries(os.fspath(folder))}
    return {json.dumps(path): _about(found[path]) for path in sorted(found.keys() - set(OURS))}


def _entries(place: str) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(place):
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)


def _about(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return f"link:{hashlib.sha256(os.fsencode(os.readlink(entry.path))).hexdigest()}"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    if not entry.is_file(follow_symlinks=False):
        return "special"
    executable = "x" if entry.stat(follow_symlinks=False).st_mode & stat.S_IXUSR else "-"
    with open(entry.path, "rb") as file:
        return f"{executable}:{hashlib.file_digest(file, 'sha256').hexdigest()}"
