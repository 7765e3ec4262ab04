"""Recorded errors as pytest collects them: `pytest snippets/errors/codex`, `pytest snippets/software/litellm`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gateway_docs.clients.atlas import possible, read_seen, write_seen
from gateway_docs.environments import environments_of
from gateway_docs.facts import Facts
from gateway_docs.pages.names import names_in
from gateway_docs.project import ROOT
from gateway_docs.reader.items import read_page
from gateway_docs.reader.page import Page
from gateway_docs.reader.reader_item import ReaderItem, Told
from gateway_docs.reader.recordings import RESERVED, Recording, software_of
from gateway_docs.reader.session import KEY
from gateway_docs.reader.unchanged import digest
from gateway_docs.software import CATALOGUE, software

if TYPE_CHECKING:
    from gateway_docs.reader.recorder import Recorded


#: SDKs wait as long as the gateway says, mostly twice.
MOST_PAUSES = 3


class RecordingFile(pytest.File):
    """A recorded error: the mistake is made again. A gateway that cannot make it, or says other things, has none."""

    def collect(self) -> Iterator[pytest.Item]:
        session, recording = self.config.stash[KEY], Recording(self.path.parent.name, self.path.stem)
        client, mine = session.clients[recording.client], session.facts.software
        software = software_of(self.path) if self.path.is_relative_to(ROOT / "snippets") else mine
        if software != mine and (mine or not software):
            return  # another software says other things
        facts = session.facts.model_copy(update={"software": software})
        names = names_in(facts, facts.languages[0]).by_name()
        if not names["clients"][client.id] or not possible(client, recording.fault, names):
            return
        guide = _guide(self, recording, software)
        if not guide:
            return
        made = {"recording": recording, "guide": guide, "facts": facts}
        item = RecordingItem.from_parent(self, name="recorded", **made)
        if recording.fault == "unreachable" and not names["region"].host.endswith(RESERVED):
            reason = f"{names['region'].host} is a real host, which this would reach; made with the demo gateway"
            item.add_marker(pytest.mark.skip(reason=reason))
        yield item


def _guide(collector: pytest.Collector, recording: Recording, software: str | None) -> Page | None:
    """The guide that is followed, read once, and now: the Markdown parser does not bear several threads."""
    session = collector.config.stash[KEY]
    known = recording.client, software
    if known not in session.guides:
        path = session.site.docs / session.facts.languages[0] / "clients" / f"{recording.client}.md"
        pages = session.pages_of(software)
        session.guides[known] = read_page(pages, path) if pages else None
    return session.guides[known]


class RecordingItem(ReaderItem):
    """A recorded error is what the client says today."""

    def __init__(self, *, recording: Recording, guide: Page, facts: Facts, **kwargs: Any):
        super().__init__(**kwargs)
        self._guide, self._facts = guide, facts
        self.recording = recording
        self.client = self._client = self.shared.clients[recording.client]

    @property
    def place(self) -> Path:
        """Its file, relative to the project."""
        return self.path.relative_to(ROOT)

    @property
    def digest(self) -> str | None:
        from gateway_docs.reader.faults import NothingFailed
        from gateway_docs.reader.recorder import walk_of

        try:
            fences = walk_of(self._guide, self._client).fences
        except NothingFailed:
            return None
        shown = names_in(self._facts, self._facts.languages[0]).clients[self._client.id]
        addresses = shown and shown.base_url
        what, known = f"fault {self.recording.fault} {addresses}", environments_of(self._client.id)[:1]
        return digest(what, fences, self._client, known, self._facts)

    def pack(self, result: Recorded) -> dict[str, Any]:
        return asdict(result)

    def unpack(self, kept: dict[str, Any]) -> Recorded:
        from gateway_docs.reader.recorder import Recorded

        return Recorded(**kept)

    def work(self) -> Recorded:
        from gateway_docs.reader.faults import FAULTS, NothingFailed
        from gateway_docs.reader.recorder import Recorder, walk_of
        from gateway_docs.reader.stage import USUAL_SECONDS, Stage

        fault = FAULTS.get(self.recording.fault)
        if fault is None:
            raise Told(f"{self.recording.fault} is not a fault that can be made; known: {', '.join(FAULTS)}")
        gateway, known = self.shared.gateways.speaking(self._facts.software), environments_of(self._client.id)[:1]
        folder = self.shared.folder_of(self._client, self._facts.software) / self.recording.fault
        try:
            walk = walk_of(self._guide, self._client)
            # A mistake in what is read at import needs an import of its own.
            warm = None if fault.without else self.shared.warm(walk, self._client, known, gateway)
            stage = Stage(gateway, folder, known, seconds=USUAL_SECONDS + self._pauses(), warm=warm)
            return Recorder(walk, fault, self._client, self._facts, stage).record()
        except NothingFailed as reason:
            raise Told(f"{self.place}: {reason}") from None

    def _pauses(self) -> float:
        """How many seconds a client waits that tries again when the gateway's software tells it to."""
        id_ = self._facts.software
        named = id_ is not None and self.recording.fault in CATALOGUE
        answers = (software(id_).answer(self.recording.fault, one) for one in self._client.vendors) if named else ()
        asked = (float((one.headers or {}).get("retry-after") or 0) for one in answers if one)
        return MOST_PAUSES * max(asked, default=0)

    def runtest(self) -> None:
        said, kept = self.shared.results.found(self), self.path.read_text("utf-8")
        measured = {"status": said.status, "requests": said.requests, "seconds": round(said.seconds)}
        seen = read_seen(self.path.parent).get(self.recording.fault)
        difference = [*_texts_differ(kept, said.text), *_ends_differ(seen, measured)]
        if difference and self.config.getoption("accept_errors"):
            self.shared.accepted.append("\n".join([f"{self.place}: accepted", *difference]))
            self.path.write_text(said.text, "utf-8")
            write_seen(self.path.parent, self.recording.fault, measured)
        elif difference:
            command = f"pytest {self.place} --accept-errors"
            told = f"{self.place}: the client says something else; to accept it: {command}"
            raise Told("\n".join([told, *difference]))
        self.shared.held(self, said)


def _texts_differ(kept: str, said: str) -> list[str]:
    return list(difflib.unified_diff(kept.splitlines(), said.splitlines(), "recorded", "said now", lineterm="", n=1))


def _ends_differ(seen: dict[str, Any] | None, measured: dict[str, Any]) -> Iterator[str]:
    """How it ended. Seconds vary with the machine; requests do where the client was ended."""
    names = ("status", "requests") if measured["status"] is not None else ("status",)
    for name in names:
        if seen is None or seen.get(name) != measured[name]:
            yield f"{name}: recorded {seen and seen.get(name)}, now {measured[name]}"
