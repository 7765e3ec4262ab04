"""Takes back what connect.py wrote for a client."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from typing import Any

from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.copies import alone, also_wrote, copy_of, kept, state_of
from gateway_docs.connect.parts.merging import without
from gateway_docs.connect.parts.places import NotWritten, bring_back, clear, missing_folders, mode_of, read
from gateway_docs.doctor.parts.report import Report


class Conflict(Exception):
    """Others changed the same lines since."""


def undo(report: Report, client: str) -> bool:
    """Whether every file is as it was. Where other programs changed one since, their changes stay."""
    with alone(client):
        entries = kept(client)
        if not entries:
            shutil.rmtree(state_of(client), ignore_errors=True)
            report.say("note", "nothing_kept", client=client)
            return True
        before: list[tuple[str, dict[str, Any], bytes | None]] = []
        for real, entry in entries.items():
            try:
                before.append((real, entry, _restored(client, real, entry)))
            except Conflict:
                copy = os.path.join(state_of(client), entry["copy"]) if entry["copy"] else "–"
                report.say("bad", "changed_since", path=entry["path"], copy=copy)
        if len(before) < len(entries):
            return False
        for real, entry, content in before:
            shared = also_wrote(client, real, read(real)) if entry["form"] == "variable" else None
            if shared:
                report.say("note", "shared", path=entry["path"], client=CLIENTS[shared[0]]["name"])
            else:
                _take_back(report, real, entry, content)
        shutil.rmtree(state_of(client))
    return True


def _restored(client: str, real: str, entry: dict[str, Any]) -> bytes | None:
    """What undo leaves: what stood there, with what others have changed since."""
    current, old = read(real), copy_of(client, entry)
    if current is None or current == old or hashlib.sha256(current).hexdigest() == entry["written"]:
        return old
    found = without(old or b"", entry["lines"], current, entry["form"])
    if found is None:
        raise Conflict
    return found if found.strip() or old is not None else None


def _take_back(report: Report, real: str, entry: dict[str, Any], content: bytes | None) -> None:
    try:
        clear(real)
        if content is None:
            bring_back(real, None, None)
            _remove(entry["folders"])
        else:
            mode = mode_of(real) if entry["mode"] is None else entry["mode"]
            if (read(real), mode_of(real)) != (content, mode):
                for folder in missing_folders(real):
                    os.mkdir(folder)
                bring_back(real, content, mode)
    except OSError as error:
        raise NotWritten("{}: {}".format(entry["path"], error.strerror)) from None
    report.say("good", "removed" if content is None else "brought_back", path=entry["path"])


def _remove(folders: list[str]) -> None:
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            os.rmdir(folder)
