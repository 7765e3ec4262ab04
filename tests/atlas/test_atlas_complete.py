"""Every cell of the atlas is recorded or excused, none is both, and every recorded one is shown."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gateway_docs.clients import Client, load_clients
from gateway_docs.clients.atlas import ENTRIES, cells, read_seen
from gateway_docs.facts import load_facts
from gateway_docs.output.said import said_on
from gateway_docs.pages.locale import words
from gateway_docs.pages.names import names
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.reader.faults import FAULTS
from gateway_docs.reader.rendered import read_html, visible

CLIENTS = load_clients()
RUN = [client for client in CLIENTS.values() if not client.not_run]
ERRORS = ROOT / "snippets" / "errors"
FEWEST_CLIENTS, FEWEST_FAULTS = 12, 14


def recorded(client: Client) -> set[str]:
    return {cell.fault for cell in cells(client)}


def test_every_fault_has_an_entry():
    assert set(ENTRIES) == set(FAULTS)


@pytest.mark.parametrize("client", RUN, ids=lambda client: client.id)
def test_every_cell_is_accounted_for(client):
    excused = set(client.recording.not_recorded)
    assert recorded(client) & excused == set(), "recorded and excused: take it out of recording.not_recorded"
    missing = set(FAULTS) - recorded(client) - excused
    assert missing == set(), f"record it, or say in snippets/{client.id}/client.yml why not: recording.not_recorded"
    assert excused <= set(FAULTS), "recording.not_recorded names a fault that does not exist"


@pytest.mark.parametrize("client", RUN, ids=lambda client: client.id)
def test_what_is_said_of_cells_has_a_cell(client):
    options = client.recording
    assert set(options.misleads) <= recorded(client)
    assert set(options.goes_on) <= set(FAULTS)
    assert set(read_seen(ERRORS / client.id)) == recorded(client)


def test_every_recording_belongs_to_a_client():
    folders = {path.name: {file.stem for file in path.glob("*.txt")} for path in ERRORS.iterdir()}
    assert {id_: faults for id_, faults in folders.items() if faults} == {
        client.id: recorded(client) for client in RUN if recorded(client)
    }


def test_atlas_is_large():
    large = [client for client in RUN if len(recorded(client)) >= FEWEST_FAULTS]
    assert len(large) >= FEWEST_CLIENTS


def test_every_recording_is_shown(site):
    """Troubleshooting has every client's own words."""
    html = "".join(said_on(site, "troubleshooting/index.html"))
    shown = {visible(block.text) for block in read_html(html).blocks}
    known = names(load_facts(ROOT / "gateway.yml"), "en")
    said = {cell.id: visible(render(cell.text, known)) for client in RUN for cell in cells(client) if cell.text.strip()}
    assert {id_ for id_, text in said.items() if text not in shown} == set()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("client", RUN, ids=lambda client: client.id)
def test_every_other_cell_is_explained(site, client, language):
    """The page says why a failure is not recorded, or how long its client goes on."""
    html = (site / ("" if language == "en" else language) / "clients" / client.id / "index.html").read_text("utf-8")
    notes = re.findall(r'<details class="note unrecorded">(.*?)</details>', html, re.DOTALL)
    lines = re.findall("<li>(.*?)(?=<li>|</[lu])", unescape("".join(notes)), re.DOTALL)
    why = {fault: line.rpartition("</a>")[2] for line in lines for fault in re.findall("<a .*?>(.*?)</a>", line)}
    known = words(language)["atlas"]
    meant = {fault: why for fault, why in client.recording.not_recorded.items() if why != "no-outside"}
    assert set(why) == {known["faults"][fault] for fault in meant}
    for fault, reason in meant.items():
        told, endurance = why[known["faults"][fault]], client.recording.goes_on.get(fault)
        if endurance is None:
            assert told.endswith(known["reasons"][reason] if isinstance(reason, str) else reason[language])
        else:
            assert str(endurance.seconds or known["never_ends"]) in told
            assert endurance.gives_up or told.endswith(known["still_tries"].format(seconds=endurance.seconds))
