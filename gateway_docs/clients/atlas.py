"""The error atlas as data: what each client says to each fault, read from snippets/.

The neutral gateway's customers see snippets/errors/. Those of a gateway whose software is known see what was recorded
with it, in operator/snippets/errors/ or snippets/software/<id>/errors/, and of the neutral recordings those that hold
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway_docs.clients import Client
from gateway_docs.project import ROOT
from gateway_docs.project.own import snippet_path
from gateway_docs.project.yaml_files import read_yaml, to_yaml

#: Fault -> the entry of Troubleshooting that helps, in the order in which readers meet them.
ENTRIES = {
    "wrong-key": "error-401",
    "disabled-key": "error-401",
    "other-vendor-key": "wrong-vendor-key",
    "key-newline": "whitespace-in-key",
    "key-space": "whitespace-in-key",
    "key-not-set": "env-not-seen",
    "other-login": "login-conflict",
    "missing-v1": "error-404",
    "doubled-v1": "error-404",
    "full-endpoint": "error-404",
    "plain-http": "error-404",
    "unknown-model": "model-not-found",
    "model-outside-group": "model-not-found",
    "html": "html-response",
    "no-balance": "insufficient-balance",
    "rate-limited": "error-429",
    "rate-limited-bare": "error-429",
    "unavailable": "error-5xx",
    "overloaded": "error-5xx",
    "cut-stream": "stream-cut",
    "unreachable": "network",
    "untrusted-certificate": "tls-certificate",
}


#: Faults of which no gateway says anything: none answers, or what it answers is no refusal.
SILENT = {"html", "cut-stream", "unreachable", "untrusted-certificate"}
#: Faults that the neutral gateway alone answers in a way of its own; a software refuses too many requests in one way.
OF_NEUTRAL = {"rate-limited-bare"}
#: Answered here by the proxy of the tests, and by each web server in its own way.
OF_TESTS = {"plain-http"}


def possible(client: Client, fault: str, names: Mapping[str, Any]) -> bool:
    """Whether a gateway with these names can make the recording, which is one of a single vendor's words."""
    if fault in OF_NEUTRAL and names["software"]:
        return False
    vendor = names[client.recording.vendor or client.vendors[0]]
    needed = {"other-vendor-key": vendor and vendor.other, "model-outside-group": vendor and vendor.model_outside}
    return vendor is not None and needed.get(fault, vendor) is not None


@dataclass(frozen=True)
class Cell:
    """What `client` says to `fault`, with facts by name; an empty `text`: it works all the same.

    `status` is the exit status, None where it was ended. `requests` and `seconds` were measured when it was accepted.
    """

    client: Client
    fault: str
    text: str
    status: int | None = None
    requests: int | None = None
    seconds: float | None = None

    @property
    def id(self) -> str:
        """As in snippets/errors/: `codex/wrong-key`."""
        return f"{self.client.id}/{self.fault}"

    @property
    def holds_everywhere(self) -> bool:
        """Whether it is the same whatever the gateway's software: nothing in it is a gateway's."""
        unsaid = self.fault in SILENT or self.requests == 0 or not self.text.strip()
        return unsaid and self.fault not in OF_TESTS


def cells(client: Client, software: str | None = None, root: Path = ROOT) -> Iterator[Cell]:
    """The recorded cells of a client that customers of a gateway with this software see, in the order of ENTRIES."""
    folders = [folder / "errors" / client.id for folder in snippet_path(root, software)]
    known = [(folder, read_seen(folder)) for folder in folders if folder.is_dir()]
    for fault in ENTRIES:
        for folder, seen in known:
            path = folder / f"{fault}.txt"
            if path.exists():
                cell = Cell(client, fault, path.read_text("utf-8"), **seen.get(fault, {}))
                if software is None or folder != folders[-1] or cell.holds_everywhere:
                    yield cell
                break


def read_seen(folder: Path) -> dict[str, dict[str, Any]]:
    """What was measured while the cells of a client were recorded: fault -> status, requests, seconds."""
    path = folder / "seen.yml"
    return (read_yaml(path) or {}) if path.exists() else {}


def write_seen(folder: Path, fault: str, measured: dict[str, Any]) -> None:
    """Keep what was measured for one fault."""
    known = {**read_seen(folder), fault: measured}
    lines = (f"{name}: {_flow(known[name])}\n" for name in sorted(known) if (folder / f"{name}.txt").exists())
    head = "# Measured while the errors beside it were recorded, by pytest --accept-errors.\n"
    (folder / "seen.yml").write_text(head + "".join(lines), "utf-8")


def _flow(measured: dict[str, Any]) -> str:
    return to_yaml(measured, default_flow_style=True, width=200).strip()
