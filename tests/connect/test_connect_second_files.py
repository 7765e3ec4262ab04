"""The tools themselves say which of their settings files wins: connect.py knows no other order."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from gateway_docs.connect.assemble import connect_of
from gateway_docs.environments import environments_of

#: OpenClaw's one variable takes the place of the file, so that nothing is to be compared.
CLIENTS = ("opencode", "kilo-code")
FIRST, SECOND = '{"model": "gateway/first"}', '{"model": "gateway/second"}'
RIVALS = [(client, rival) for client in CLIENTS for rival in connect_of(client).overruled_by]


def written(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SECOND)
    return str(path)


@pytest.mark.walk
@pytest.mark.thorough
@pytest.mark.parametrize(("client", "rival"), RIVALS)
def test_the_second_wins(tmp_path, client, rival):
    home, connect = tmp_path / "home", connect_of(client)
    first = home / next(iter(connect.files["openai"]))[2:]
    written(first)
    first.write_text(FIRST)
    variables = {}
    if rival.startswith("~"):
        written(home / rival[2:])
    elif rival.endswith("_CONTENT"):
        variables = {rival: SECOND}
    elif rival.endswith("_DIR"):
        variables = {rival: os.path.dirname(written(tmp_path / "other" / first.name))}
    else:
        variables = {rival: written(tmp_path / "other.json")}
    program = environments_of(client)[0].node_modules / ".bin" / connect.program
    known = {"HOME": str(home), "PATH": os.environ["PATH"], "HTTPS_PROXY": "http://127.0.0.1:9", **variables}
    said = subprocess.run([program, "debug", "config"], env=known, cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(said.stdout)["model"] == "gateway/second"
