"""connect.py as a customer runs it: a process with a HOME of its own, against the mock gateway."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.connect.assemble import connect_source
from gateway_docs.facts import Facts
from gateway_docs.mock import MockGateway
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.reader.workspace import PROXIES, TRUST


@dataclass
class Said:
    """What one run printed, and the exit status."""

    status: int
    output: str


@pytest.fixture(scope="session")
def proxy(gateway: MockGateway) -> Iterator[ForwardProxy]:
    with ForwardProxy(gateway.hosts, gateway.port) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def program(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("connect") / "connect.py"
    path.write_text(connect_source(facts), "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a space and Chinese characters in its name."""
    home = tmp_path / "my home 家"
    home.mkdir()
    return home


@pytest.fixture
def environment(gateway: MockGateway, proxy: ForwardProxy, home: Path) -> dict[str, str]:
    reach = {**dict.fromkeys(PROXIES, proxy.url), **dict.fromkeys(TRUST, str(gateway.ca_file))}
    return {"HOME": str(home), "LANG": "C.UTF-8", "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", **reach}


@pytest.fixture
def run(program: Path, environment: dict[str, str], home: Path) -> Callable[..., Said]:
    """Runs connect.py with arguments and a key, in the home folder; `without` are variables taken away."""

    def run(*arguments: str, key: str | None = None, without: tuple[str, ...] = (), **variables: str) -> Said:
        known = {**environment, **variables, **({"CONNECT_KEY": key} if key is not None else {})}
        command = [sys.executable, "-B", str(program), *arguments, "--lang", "en"]
        ended = subprocess.run(
            command,
            env={name: value for name, value in known.items() if name not in without},
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=HANGING_SECONDS,
            start_new_session=True,
        )
        assert ended.stderr == ""
        return Said(ended.returncode, ended.stdout)

    return run
