"""Types of an SDK's requests are imported alone, and do not stand in the way of the SDK."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hanging import HANGING_SECONDS

AFTERWARDS = """
import sys
import gateway_docs.mock.{sdk}.requests as requests
assert "{sdk}._client" not in sys.modules, "the whole SDK was imported"
import {sdk}
assert {sdk}.{client}(api_key="sk-test-1").base_url
assert {sdk}.types.{model} and requests.{same} is {sdk}.types.{place}.{same}
"""


@pytest.mark.parametrize(
    "names",
    [
        {"sdk": "openai", "client": "OpenAI", "model": "Model", "place": "responses", "same": "ToolParam"},
        {"sdk": "anthropic", "client": "Anthropic", "model": "Message", "place": "beta", "same": "BetaMessageParam"},
    ],
    ids=lambda names: names["sdk"],
)
def test_sdk_is_whole_afterwards(names: dict[str, str]):
    command = [sys.executable, "-c", AFTERWARDS.format(**names)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=HANGING_SECONDS)
    assert ended.returncode == 0, ended.stderr
