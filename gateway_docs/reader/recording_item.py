"""Recorded errors as pytest collects them: `pytest snippets/errors/codex`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.environments import environments_of
from gateway_docs.reader.items import ReaderItem, Told, read_page
from gateway_docs.reader.recordings import Recording
from gateway_docs.reader.session import KEY
from gateway_docs.reader.walks import walks


class RecordingFile(pytest.File):
    """A recorded error: the mistake is made again. A gateway without the client's page has none."""

    def collect(self) -> Iterator[pytest.Item]:
        site = self.config.stash[KEY].site
        if not site.has(site.docs / "en" / "clients" / f"{self.path.parent.name}.md"):
            return
        recording = Recording(self.path.parent.name, self.path.stem)
        yield RecordingItem.from_parent(self, name="recorded", recording=recording)


class RecordingItem(ReaderItem):
    """A recorded error is what the client says today."""

    def __init__(self, *, recording: Recording, **kwargs: Any):
        super().__init__(**kwargs)
        self.recording, self.client = recording, self.shared.clients[recording.client]

    def work(self) -> str:
        from gateway_docs.reader.faults import FAULTS, NothingFailed
        from gateway_docs.reader.recorder import record

        shared, client = self.shared, self.client
        page = read_page(shared, shared.site.docs / shared.facts.languages[0] / "clients" / f"{client.id}.md")
        folder = shared.folder("recording") / "walk"
        fault = FAULTS.get(self.recording.fault)
        if fault is None:
            raise Told(f"{self.recording.fault} is not a fault that can be made; known: {', '.join(FAULTS)}")
        try:
            return record(walks(page)[0], fault, client, shared, folder, environments_of(client.id)[:1])
        except NothingFailed as reason:
            raise Told(f"{self.nodeid}: {reason}") from None

    def runtest(self) -> None:
        said, kept = self.shared.result(self.key, self.work), self.path.read_text("utf-8")
        if said != kept and self.config.getoption("accept_errors"):
            self.path.write_text(said, "utf-8")
        elif said != kept:
            lines = difflib.unified_diff(kept.splitlines(), said.splitlines(), "recorded", "said now", lineterm="", n=1)
            place = self.path.relative_to(ROOT)
            command = f"pytest {place} --accept-errors"
            raise Told("\n".join([f"{place}: the client says something else; to accept it: {command}", *lines]))
