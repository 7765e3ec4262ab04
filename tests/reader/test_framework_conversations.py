"""The SDKs and frameworks with a guide hold a conversation of three turns with a tool, streaming and not.

From the second turn on each client sends back, in its own words, what the mock has answered before. The SDKs of the
vendors for Python do so in tests/mock/test_conversations.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.project.yaml_files import read_yaml

PROGRAMS = Path(__file__).with_name("conversations")
TALKS = read_yaml(PROGRAMS / "talks.yml")
PAGE = '```bash\n{install}\n```\n\n```bash\n--8<-- "{env}"\n```\n\n```{language}\n{program}```\n'


@pytest.mark.thorough
@pytest.mark.parametrize(("client", "vendor"), [(client, vendor) for client in TALKS for vendor in TALKS[client]])
def test_three_turns_with_a_tool(follow, client, vendor):
    talk = TALKS[client][vendor]
    (path,) = PROGRAMS.glob(f"{client}.*")
    program = path.read_text("utf-8").replace("VENDOR_MODEL", f"[= {vendor}.model =]")
    for word, own in talk.get("words", {}).items():
        program = program.replace(word, own)
    language = {".py": "python", ".mjs": "js"}[path.suffix]
    follow(PAGE.format(**talk, language=language, program=program), client)


def test_every_sdk_talks():
    run = [client for client in load_clients().values() if not client.not_run]
    sdks = {client.id for client in run if client.kind in ("sdk", "framework")}
    assert sdks - TALKS.keys() == {"openai-sdk", "anthropic-sdk", "gemini-sdk"}
