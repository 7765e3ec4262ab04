"""What clients say to faults, as Markdown: on the page of a client, and under each entry of Troubleshooting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from textwrap import indent
from typing import Any, TypeVar

from gateway_docs.clients import Client
from gateway_docs.clients.atlas import ENTRIES, OF_TESTS, SILENT, Cell, cells, possible
from gateway_docs.pages.locale import spoken, words
from gateway_docs.pages.template import render
from gateway_docs.software import software

TROUBLESHOOTING = "../troubleshooting.md"
#: Faults of a model or a key's group -> the refusal: a status of 500 or more looks like an outage.
OF_MODEL = {"unknown-model": "unknown-model", "model-outside-group": "not-in-group", "other-vendor-key": "other-vendor"}
Found = TypeVar("Found")


class Atlas:
    """The recorded errors of `clients` that a gateway with these `names` can show, in one language."""

    def __init__(self, clients: Iterable[Client], names: Mapping[str, Any], language: str):
        self._names, self._language = names, language
        self._software = software(names["software"]) if names["software"] else None
        self._words: dict[str, str] = words(language)["atlas"]
        self._faults: dict[str, str] = words(language)["atlas"]["faults"]
        self._reasons: dict[str, str] = words(language)["atlas"]["reasons"]
        self._cells = {client.id: self._of(client) for client in clients}

    def _of(self, client: Client) -> list[Cell]:
        return [cell for cell in cells(client, self._names["software"]) if self._possible(client, cell.fault)]

    def recorded(self) -> frozenset[str]:
        """The ids of what was recorded and says something."""
        every = (cell for client in self._cells.values() for cell in client)
        return frozenset(cell.id for cell in every if cell.text.strip())

    def _possible(self, client: Client, fault: str) -> bool:
        """Recordings are made with a chat model: where none is sold, they are not what readers see."""
        return self._names["chat"] and possible(client, fault, self._names)

    def of_client(self, client: Client) -> str:
        """Every failure of a client, collapsed, with what it means and where to go on; then those not recorded."""
        failures = map(self._failure, _same(self._cells[client.id], lambda cell: (cell.text, self._place(cell.fault))))
        return "\n".join([*failures, self._not_recorded(client)])

    def of_entries(self) -> dict[str, str]:
        """Entry of Troubleshooting -> what each client says there; empty where nothing is recorded."""
        every = [cell for client in self._cells.values() for cell in client if cell.text.strip()]
        of = {entry: [cell for cell in every if self._place(cell.fault) == entry] for entry in ENTRIES.values()}
        return {entry: self._entry(said) for entry, said in of.items()}

    def _place(self, fault: str) -> str:
        """The entry of Troubleshooting."""
        return "html-response" if fault == "missing-v1" and self._names["console_page"] else ENTRIES[fault]

    def _title(self, client: Client, fault: str) -> str:
        """The fault in words: the software may not say when to try again."""
        if self._software and fault == "rate-limited":
            answer = self._software.answer(fault, client.recording.vendor or client.vendors[0])
            fault = fault if answer and (answer.headers or {}).get("retry-after") else "rate-limited-bare"
        return self._faults[fault]

    def _failure(self, same: list[Cell]) -> str:
        title = self._words["separator"].join(self._title(cell.client, cell.fault) for cell in same)
        notes = [note for cell in same for note in self._notes(cell)]
        link = f"[{self._words['what_to_do']}]({TROUBLESHOOTING}#{self._place(same[0].fault)})"
        body = "\n\n".join([self._fence(same[0]), " ".join([*dict.fromkeys(notes), link])])
        return f'??? failure "{title}"\n\n{indent(body, "    ")}\n'

    def _not_recorded(self, client: Client) -> str:
        """The other failures: a line for each reason, or for how long the client goes on."""
        excused = client.recording.not_recorded
        # "Every model is in the group" is said of the demo gateway; elsewhere it might be wrong.
        faults = [fault for fault in [*excused, *self._lacking(client)] if excused.get(fault) != "no-outside"]
        faults = [fault for fault in faults if self._possible(client, fault)]
        if not faults:
            return ""
        because, title = self._words["because"], self._words["not_recorded"].format(len(faults))
        groups = _same(faults, lambda fault: self._why(client, fault))
        lines = [because.format(faults=self._links(client, same), why=self._why(client, same[0])) for same in groups]
        return f'??? note unrecorded "{title}"\n\n' + "".join(f"    - {line}\n" for line in lines)

    def _lacking(self, client: Client) -> list[str]:
        """What was recorded with the neutral gateway, and not with this one's software."""
        if self._software is None:
            return []
        known = {cell.fault for cell in self._cells[client.id]} | OF_TESTS
        return [cell.fault for cell in cells(client) if cell.fault not in known]

    def _links(self, client: Client, faults: list[str]) -> str:
        links = (f"[{self._title(client, fault)}]({TROUBLESHOOTING}#{self._place(fault)})" for fault in faults)
        return self._words["comma"].join(links)

    def _why(self, client: Client, fault: str) -> str:
        reason = client.recording.not_recorded.get(fault, "not-yet")
        if told := self._endurance(client, fault):
            return told
        return self._reasons[reason] if isinstance(reason, str) else spoken(reason, self._language)

    def _endurance(self, client: Client, fault: str) -> str | None:
        """How long the client goes on, where that was measured."""
        endurance = client.recording.goes_on.get(fault)
        if endurance is None or (self._software and fault not in SILENT):
            return None
        ends = "goes_on" if endurance.gives_up else "still_tries"
        kind = "never_ends" if endurance.seconds is None else ends
        return self._words[kind].format(requests=endurance.requests, seconds=endurance.seconds)

    def _entry(self, said: list[Cell]) -> str:
        if not said:
            return ""
        parts = []
        for here in _same(said, lambda cell: self._title(cell.client, cell.fault)):
            parts.append(f"**{self._title(here[0].client, here[0].fault)}**")
            parts += [part for same in _same(here, lambda cell: cell.text) for part in self._said(same)]
        body = "\n\n".join(parts)
        title = self._words["each_says"].format(len({cell.client.id for cell in said}))
        return f'??? quote said "{title}"\n\n{indent(body, "    ")}\n'

    def _said(self, same: list[Cell]) -> Iterable[str]:
        names = self._words["comma"].join(f"[{cell.client.name}](clients/{cell.client.id}.md)" for cell in same)
        notes = [note for cell in same for note in (self._misleads(cell), self._unlike(cell)) if note]
        yield " ".join([f"{names}{self._words['colon']}", *dict.fromkeys(notes)])
        yield self._fence(same[0])

    def _fence(self, cell: Cell) -> str:
        """The client's words; `data-recording` lets the reader robot compare them with the recording."""
        if not cell.text.strip():
            return self._words["works"]
        text = render(cell.text, self._names).strip()
        ticks = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])
        return f'{ticks}text {{data-recording="{cell.id}"}}\n{text}\n{ticks}'

    def _notes(self, cell: Cell) -> Iterable[str]:
        if note := self._misleads(cell):
            yield note
        if note := self._unlike(cell):
            yield note
        if cell.text.strip() and cell.status == 0:
            yield self._words["ends_well"]
        if endurance := self._endurance(cell.client, cell.fault):
            yield endurance
        elif self._software and cell.status is None and cell.requests:
            yield self._words["was_ended"].format(cell.requests)

    def _unlike(self, cell: Cell) -> str:
        """What is wrong where the software answers as if it were something else."""
        if self._software is None or not cell.text.strip():
            return ""
        if cell.fault == "missing-v1" and self._names["console_page"]:
            return self._words["console_page"]
        dialect = cell.client.recording.vendor or cell.client.vendors[0]
        answer = self._software.answer(OF_MODEL[cell.fault], dialect) if cell.fault in OF_MODEL else None
        return self._words["no_outage"] if answer and (answer.status or 0) >= 500 else ""

    def _misleads(self, cell: Cell) -> str:
        texts = cell.client.recording.misleads.get(cell.fault)
        return render(spoken(texts, self._language), self._names) if texts else ""


def _same(found: Iterable[Found], key: Callable[[Found], object]) -> list[list[Found]]:
    """What has an equal key together, in the order of the first of each."""
    groups: dict[object, list[Found]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())
