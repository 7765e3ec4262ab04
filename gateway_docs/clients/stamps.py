"""When the pages of each client were last run with which versions: snippets/verified.yml, written by a passing run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gateway_docs.clients.model import Client
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml

FILE = Path("snippets") / "verified.yml"
HEAD = "# Written by `pytest --stamp` for clients whose pages and errors held. Do not edit.\n"


@dataclass(frozen=True)
class Stamp:
    """`versions` are those that the pages were run with, none for a tool of the system."""

    versions: tuple[str, ...]
    day: date

    def fits(self, client: Client) -> bool:
        """Whether the pages were run with what is pinned now."""
        return list(self.versions) == client.versions


def read_stamps(root: Path = ROOT) -> dict[str, Stamp]:
    """Client id -> its stamp."""
    path = root / FILE
    told = (read_yaml(path) or {}) if path.exists() else {}
    return {
        id_: Stamp(tuple(map(str, entry["versions"])), date.fromisoformat(entry["day"])) for id_, entry in told.items()
    }


def write_stamps(clients: Iterable[Client], day: date, root: Path = ROOT) -> None:
    """Stamp `clients` with what is pinned now; the others keep theirs, clients that are gone lose it."""
    stamps = read_stamps(root) | {client.id: Stamp(tuple(client.versions), day) for client in clients}
    known = {path.parent.name for path in root.glob("snippets/*/client.yml")}
    lines = [
        f"{id_}: {{versions: [{', '.join(repr(version) for version in entry.versions)}], day: {entry.day}}}\n"
        for id_, entry in sorted(stamps.items())
        if id_ in known
    ]
    (root / FILE).write_text(HEAD + "".join(lines), "utf-8")
