"""`gateway-docs record`: makes the recordings that are lacking for a gateway's software, with one run of pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from gateway_docs.clients import load_clients
from gateway_docs.clients.atlas import OF_TESTS, Cell, cells, possible, read_seen
from gateway_docs.facts import Facts, load_facts
from gateway_docs.pages.names import names_in
from gateway_docs.project import ROOT
from gateway_docs.reader.session import WORKERS

#: Seconds that a recording takes besides the client's own.
AROUND = 2


def run(facts_file: Path, folder: Path, clients: Collection[str], anew: bool) -> int:
    """Record into `folder`. Exit status: 0: nothing is lacking any more, else 1."""
    facts = load_facts(facts_file)
    if facts.software is None:
        print(f"{facts_file} has no line `software: …`; of the neutral gateway, everything is recorded")
        return 0
    wanted = [cell for cell in lacking(facts, anew) if not clients or cell.client.id in clients]
    if not wanted:
        print("nothing is lacking")
        return 0
    seconds = sum((cell.seconds or 0) + AROUND for cell in wanted) / WORKERS
    print(f"{len(wanted)} recordings, which take about {max(1, round(seconds / 60))} minutes", flush=True)
    began, files = time.monotonic(), [folder / cell.client.id / f"{cell.fault}.txt" for cell in wanted]
    _record(files, facts_file)
    failed = [file for file in files if file.stem not in read_seen(file.parent)]
    for file in failed:
        file.unlink()
        print(f"not recorded: {file.parent.name}/{file.stem}, see above")
    print(f"{len(files) - len(failed)} recordings in {(time.monotonic() - began) / 60:.1f} minutes")
    return 1 if failed else 0


def lacking(facts: Facts, anew: bool) -> Iterator[Cell]:
    """What the neutral gateway has a recording of, and this one's customers see in other words.

    `anew`: whether what is recorded is recorded again, except for what holds everywhere.
    """
    names = names_in(facts, facts.languages[0]).by_name()
    for client in (client for client in load_clients().values() if names["clients"][client.id]):
        known = set() if anew else {cell.fault for cell in cells(client, facts.software)}
        for cell in cells(client):
            unlike = not cell.holds_everywhere and cell.fault not in OF_TESTS
            if unlike and cell.fault not in known and possible(client, cell.fault, names):
                yield cell


def _record(files: list[Path], facts_file: Path) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--accept-errors", *map(str, files)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "GATEWAY_FACTS": str(facts_file.resolve())})
