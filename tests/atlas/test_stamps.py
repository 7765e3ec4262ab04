"""The stamp of a page follows the lock: a day that belongs to another version is not shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gateway_docs.clients import load_clients
from gateway_docs.clients.stamps import Stamp, read_stamps, write_stamps
from gateway_docs.pages.verified import stamp

CLIENTS = load_clients()
CODEX, CURL, ANTHROPIC = CLIENTS["codex"], CLIENTS["curl"], CLIENTS["anthropic-sdk"]


def test_version_and_day():
    told = stamp(CODEX, Stamp(tuple(CODEX.versions), date(2026, 11, 24)), "en")
    assert told == f"Last run with version {CODEX.version} on 2026-11-24."


def test_moved_lock():
    moved = CODEX.model_copy(update={"packages": ["npm:@openai/codex@9.9.9"]})
    told = stamp(moved, Stamp(tuple(CODEX.versions), date(2026, 11, 24)), "en")
    assert told == "Run with version 9.9.9."


def test_both_majors():
    assert f"{ANTHROPIC.versions[0]} and with {ANTHROPIC.versions[1]}" in stamp(ANTHROPIC, None, "en")


def test_tool_of_the_system():
    assert "version of the system on 2026-11-24" in stamp(CURL, Stamp((), date(2026, 11, 24)), "en")


def test_stamps_are_kept(tmp_path: Path):
    for client in (CODEX, CURL):
        (tmp_path / "snippets" / client.id).mkdir(parents=True)
        (tmp_path / "snippets" / client.id / "client.yml").touch()
    write_stamps([CODEX], date(2026, 1, 1), tmp_path)
    write_stamps([CURL], date(2026, 2, 2), tmp_path)
    assert {id_: entry.day.month for id_, entry in read_stamps(tmp_path).items()} == {"codex": 1, "curl": 2}
