"""What clients say to faults, as Markdown: on the page of a client, and under each entry of Troubleshooting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent
from types import SimpleNamespace
from typing import Any

from gateway_docs.atlas import ENTRIES, Cell, cells, possible
from gateway_docs.clients import Client
from gateway_docs.site.locale import words
from gateway_docs.site.template import render

TROUBLESHOOTING = "../troubleshooting.md"


class Atlas:
    """The recorded errors of `clients` that a gateway with the names `local` can show, in one language."""

    def __init__(self, clients: Iterable[Client], local: SimpleNamespace, language: str):
        self._names, self._language, self._words = vars(local), language, words(language)["atlas"]
        self._cells = {client.id: [cell for cell in cells(client) if self._shown(cell)] for client in clients}

    def _shown(self, cell: Cell) -> bool:
        return possible(cell.client, cell.fault, self._names)

    def of_client(self, client: Client) -> str:
        """Every failure of a client, collapsed, with what it means and where to go on."""
        return "\n".join(map(self._failure, _same(self._cells[client.id], lambda cell: (cell.text, _entry(cell)))))

    def of_entries(self) -> dict[str, str]:
        """Entry of Troubleshooting -> what each client says there; empty where nothing is recorded."""
        every = [cell for client in self._cells.values() for cell in client if cell.text.strip()]
        return {entry: self._entry([cell for cell in every if _entry(cell) == entry]) for entry in ENTRIES.values()}

    def _failure(self, same: list[Cell]) -> str:
        title = self._words["separator"].join(self._words["faults"][cell.fault] for cell in same)
        notes = [note for cell in same for note in self._notes(cell)]
        link = f"[{self._words['what_to_do']}]({TROUBLESHOOTING}#{_entry(same[0])})"
        body = "\n\n".join([self._fence(same[0]), " ".join([*dict.fromkeys(notes), link])])
        return f'??? failure "{title}"\n\n{indent(body, "    ")}\n'

    def _entry(self, said: list[Cell]) -> str:
        if not said:
            return ""
        parts = []
        for fault in dict.fromkeys(cell.fault for cell in said):
            here = [cell for cell in said if cell.fault == fault]
            parts.append(f"**{self._words['faults'][fault]}**")
            parts += [part for same in _same(here, lambda cell: cell.text) for part in self._said(same)]
        body = "\n\n".join(parts)
        title = self._words["each_says"].format(len({cell.client.id for cell in said}))
        return f'??? quote "{title}"\n\n{indent(body, "    ")}\n'

    def _said(self, same: list[Cell]) -> Iterable[str]:
        names = self._words["comma"].join(f"[{cell.client.name}](clients/{cell.client.id}.md)" for cell in same)
        notes = [self._misleads(cell) for cell in same if self._misleads(cell)]
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
        if cell.text.strip() and cell.status == 0:
            yield self._words["ends_well"]
        if (endurance := cell.client.recording.goes_on.get(cell.fault)) is not None:
            kind = "never_ends" if endurance.seconds is None else "goes_on"
            yield self._words[kind].format(requests=endurance.requests, seconds=endurance.seconds)

    def _misleads(self, cell: Cell) -> str:
        texts = cell.client.recording.misleads.get(cell.fault)
        return render(texts.get(self._language, texts["en"]), self._names) if texts else ""


def _entry(cell: Cell) -> str:
    return ENTRIES[cell.fault]


def _same(found: Iterable[Cell], key: Any) -> list[list[Cell]]:
    """Cells with an equal key together, in the order of the first of each."""
    groups: dict[Any, list[Cell]] = {}
    for cell in found:
        groups.setdefault(key(cell), []).append(cell)
    return list(groups.values())
