"""doctor.py as a customer runs it: a process with an empty HOME, against the mock gateway."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.doctor.assemble import doctor_source
from gateway_docs.facts import Facts
from gateway_docs.mock import MockGateway
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.reader.workspace import PROXIES, TRUST


@dataclass
class Told:
    """What one run printed, and the exit status."""

    status: int
    output: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads(self.output)

    def bad(self) -> list[str]:
        return [finding["id"] for finding in self.report["findings"] if finding.get("state") == "bad"]

    def topics(self) -> list[str]:
        return [finding["topic"] for finding in self.report["findings"] if finding.get("state") == "bad"]


@pytest.fixture(scope="session")
def proxy(gateway: MockGateway) -> Iterator[ForwardProxy]:
    with ForwardProxy(gateway.hosts, gateway.port) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def program(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doctor") / "doctor.py"
    path.write_text(doctor_source(facts), "utf-8")
    return path


@pytest.fixture
def environment(gateway: MockGateway, proxy: ForwardProxy, tmp_path: Path) -> dict[str, str]:
    """What a process needs to reach the mock under its documented names, and a HOME."""
    reach = {**dict.fromkeys(PROXIES, proxy.url), **dict.fromkeys(TRUST, str(gateway.ca_file))}
    return {"HOME": str(tmp_path), "LANG": "C.UTF-8", **reach}


@pytest.fixture
def run(program: Path, environment: dict[str, str]) -> Callable[..., Told]:
    """Runs doctor.py with variables; `arguments` are --json unless told, `without` are variables taken away."""

    def run(variables: dict[str, str], *arguments: str, without: tuple[str, ...] = ()) -> Told:
        known = {name: value for name, value in {**environment, **variables}.items() if name not in without}
        command = [sys.executable, "-B", str(program), *(arguments or ("--json",))]
        ended = subprocess.run(command, env=known, capture_output=True, encoding="utf-8", timeout=HANGING_SECONDS)
        assert ended.stderr == ""
        return Told(ended.returncode, ended.stdout)

    return run
