"""Writes settings whole or not at all, and keeps what was there before."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from typing import Any

from gateway_docs.connect.parts.copies import also_wrote, copy_of, kept, put_copy, state_of
from gateway_docs.connect.parts.merging import line_marks, without
from gateway_docs.connect.parts.places import (
    Change,
    NotWritten,
    bring_back,
    clear,
    missing_folders,
    mode_of,
    prepare,
    put,
    read,
)


def write(client: str, changes: list[Change]) -> None:
    """Write all of them, or none, `alone`. NotWritten: why not."""
    before, made = kept(client), []
    done: list[tuple[Change, int | None]] = []
    try:
        for change in changes:
            made += [one for one in missing_folders(change.real) if one not in made]
        _keep(client, before, changes, made)  # first, so that undo helps whatever happens next
        for folder in made:
            os.mkdir(folder)
        for change in changes:
            prepare(change)
        for change in changes:
            if read(change.path) != change.old:
                raise NotWritten(f"{change.path} was changed by another program meanwhile")
            done.append((change, mode_of(change.real)))
            put(change)
    except BaseException as error:
        _roll_back(client, before, changes, done, made)
        if isinstance(error, OSError):
            raise NotWritten(f"{error.filename or client}: {error.strerror}") from None
        raise


def _keep(client: str, before: dict[str, Any], changes: list[Change], made: list[str]) -> None:
    os.makedirs(state_of(client), mode=0o700, exist_ok=True)
    entries = dict(before)
    for number, change in enumerate(changes):
        known = entries.get(change.real)
        old, mode = _before(client, known, change)
        entry: dict[str, Any] = {"path": change.path, "form": change.form, "copy": None, "mode": mode, "folders": made}
        if known:
            entry["folders"] = known["folders"]
        if old is not None:
            entry["copy"] = f"{number}-{hashlib.sha256(old).hexdigest()[:16]}"
            put_copy(os.path.join(state_of(client), entry["copy"]), old)
        entry.update(written=hashlib.sha256(change.new).hexdigest(), lines=line_marks(change.new))
        entries[change.real] = entry
    put_copy(os.path.join(state_of(client), "kept.json"), json.dumps(entries, indent=1).encode())


def _before(client: str, known: dict[str, Any] | None, change: Change) -> tuple[bytes | None, int | None]:
    """What undo brings back, with its mode: before the first time, with what the reader has changed since.

    A variable that another client was given, too, is as it was when both are taken back.
    """
    if known is None:
        shared = also_wrote(client, change.real, change.old) if change.form == "variable" else None
        return (copy_of(*shared), shared[1]["mode"]) if shared else (change.old, mode_of(change.real))
    old = copy_of(client, known)
    if change.old is None or hashlib.sha256(change.old).hexdigest() == known["written"]:
        return old, known["mode"]
    found = without(old or b"", known["lines"], change.old, change.form)
    return change.old if found is None else found, known["mode"]


def _roll_back(
    client: str, before: dict[str, Any], changes: list[Change], done: list[tuple[Change, int | None]], made: list[str]
) -> None:
    for change, mode in done:
        with contextlib.suppress(OSError):
            bring_back(change.real, change.old, mode)
    for change in changes:
        with contextlib.suppress(OSError):
            clear(change.real)
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            os.rmdir(folder)
    with contextlib.suppress(OSError):
        if before:
            put_copy(os.path.join(state_of(client), "kept.json"), json.dumps(before, indent=1).encode())
        else:
            shutil.rmtree(state_of(client))
