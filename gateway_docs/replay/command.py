"""`gateway-docs replay FOLDER`: what the mock says to recorded requests, beside what the vendors said."""

from __future__ import annotations

import json
from pathlib import Path

from gateway_docs.facts import Facts
from gateway_docs.replay.asking import mock_of
from gateway_docs.replay.recordings import read_recordings
from gateway_docs.replay.report import Report


def run(folder: Path, facts: Facts) -> int:
    """Print the report; equal requests count once. The exit status: 1 where no exchange with a vendor is there."""
    report, seen = Report(), set[str]()
    with mock_of(facts) as mock:
        for recording in read_recordings(folder):
            request = json.dumps([recording.method, recording.path, recording.sent, recording.status])
            if request not in seen and (asked := mock.ask(recording)):
                seen.add(request)
                report.add(recording, asked)
    if not seen:
        print(f"{folder}: no recorded exchange with {', '.join(vendor.name for vendor in facts.vendors)}")
        return 1
    print(*report.lines(), sep="\n")
    return 0
