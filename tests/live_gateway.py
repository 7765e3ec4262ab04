"""A gateway that is not the mock, in a process of its own, behind the documented hosts of some facts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import trustme
from hanging import HANGING_SECONDS

from gateway_docs.facts import Facts
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.project import ROOT

REAL_KEY = "sk-test-live-key-0123456789"


@dataclass
class StandIn:
    """`trust` are the variables by which a program reaches it. `log` is what it was asked, once it has ended."""

    trust: dict[str, str]
    log: str = ""


@contextmanager
def stand_in(facts: Facts, folder: Path, mode: str, key: str = REAL_KEY) -> Iterator[StandIn]:
    """Run relay/stand_in.py in `mode` while the block lasts; it knows `key`, and `folder` takes its certificate."""
    authority, hosts = trustme.CA(), {urlsplit(region.url).hostname for region in facts.regions}
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert(*sorted(hosts)).private_key_and_cert_chain_pem.write_to_path(folder / "gateway.pem")
    command = [sys.executable, ROOT / "tests/relay/stand_in.py", folder / "gateway.pem", mode]
    known = {**os.environ, "STAND_IN_KEY": key}
    gateway = subprocess.Popen(command, env=known, stdout=subprocess.PIPE, text=True)
    found = StandIn({})
    try:
        with ForwardProxy(hosts, int(gateway.stdout.readline())) as proxy:
            found.trust = {"HTTPS_PROXY": proxy.url, "SSL_CERT_FILE": str(folder / "ca.pem")}
            yield found
    finally:
        gateway.terminate()
        found.log = gateway.communicate(timeout=HANGING_SECONDS)[0]
