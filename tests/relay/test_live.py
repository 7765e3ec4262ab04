"""pytest --live: the pages against a gateway that is not the mock, and that differs from it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from live_gateway import REAL_KEY, stand_in

from gateway_docs.facts import Facts
from gateway_docs.project import ROOT

pytestmark = pytest.mark.walk

QUICK_START = "docs/en/index.md"
Live = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def live(facts: Facts, tmp_path: Path) -> Live:
    """Runs pytest --live with a stand-in behind the documented hosts; `live.log` is what that was asked."""

    def live(mode: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        with stand_in(facts, tmp_path, mode) as gateway:
            ended = run(arguments, gateway.trust | variables)
        live.log = gateway.log
        return ended

    return live


def run(arguments: tuple[str, ...], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIVE_", "GATEWAY_", "PYTEST"))}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--live",
        "--live-unprotected",
        "-rs",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    return subprocess.run(
        command, cwd=ROOT, env=kept | variables, capture_output=True, text=True, timeout=HANGING_SECONDS, check=False
    )


def test_differences_are_listed(live):
    ended = live("good", QUICK_START, LIVE_OPENAI_KEY=REAL_KEY)
    said = ended.stdout + ended.stderr
    for part in (
        "live: at most 1 requests and",
        "live: docs/en/index.md",
        "differs: POST /v1/chat/completions: the gateway lacks usage.total_tokens (number) (docs/en/index.md)",
        "also: POST /v1/chat/completions: the gateway adds provider (text)",
        "also: OpenAI, unknown key: error text: mock",
        "(docs/en/troubleshooting.md#error-401)",
        "differs: OpenAI, missing parameter: status: mock 400, gateway 200 (docs/en/troubleshooting.md#error-400)",
        "also: OpenAI, content type: status: mock 400, gateway 200",
        "differs: OpenAI: the gateway sends no x-request-id with errors",
        "14 of 14 deliberate mistakes were sent and compared",
        "live: 1 requests, 1 answered, 60 tokens",
    ):
        assert part in said, said
    assert ended.returncode == 1, "what the mock promises and the gateway does not is a failure"
    assert said.index("live: at most") < said.index("live: 1 requests")
    assert REAL_KEY not in said
    assert "asked /v1/chat/completions 512" in live.log, "the answer is limited"


@pytest.mark.thorough
def test_vendor_without_a_key_is_left_out(live):
    ended = live("good", QUICK_START, "docs/en/clients/anthropic-sdk.md", LIVE_OPENAI_KEY=REAL_KEY)
    assert "left out docs/en/clients/anthropic-sdk.md walk" in ended.stdout
    assert "LIVE_ANTHROPIC_KEY not set" in ended.stdout
    assert "/v1/messages" not in live.log


def test_no_key_at_all(live):
    ended = live("good", QUICK_START)
    assert "nothing was sent: no key is set: put a real key into one of LIVE_OPENAI_KEY" in ended.stdout + ended.stderr
    assert ended.returncode and not live.log


@pytest.mark.thorough
def test_limit(live):
    ended = live("good", QUICK_START, "--live-tokens", "100", LIVE_OPENAI_KEY=REAL_KEY)
    assert "each of these pages could cost more than the limit of 100 tokens" in ended.stdout + ended.stderr
    assert "the cheapest needs --live-tokens" in ended.stdout + ended.stderr
    assert ended.returncode and not live.log


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        pytest.param("slow", "ReadTimeout", marks=pytest.mark.thorough),
        pytest.param("html", "the gateway answers no JSON: b'<!doctype html>", marks=pytest.mark.thorough),
        pytest.param(
            "half", "peer closed connection without sending complete message body", marks=pytest.mark.thorough
        ),
        ("refuses", "Cannot serve /v1/chat/completions with Bearer ***"),
    ],
)
def test_bad_gateway(live, mode, said):
    ended = live(mode, QUICK_START, "--live-seconds", "2", LIVE_OPENAI_KEY=REAL_KEY)
    assert said in ended.stdout, ended.stdout
    assert ended.returncode == 1
    assert "14 of 14 deliberate mistakes were sent and compared" in ended.stdout, "also when a walk failed"
    assert "as the mock does" not in ended.stdout and "recorded error" not in ended.stdout
    assert REAL_KEY not in ended.stdout + ended.stderr


@pytest.mark.parametrize("key", ["sk-test-REAL\n0123456789", "sk-test-REAL\xe90123", "sk-test-REAL 0123"])
def test_key_that_cannot_be_sent(live, tmp_path, key):
    report = tmp_path / "report.xml"
    ended = live("good", QUICK_START, f"--junitxml={report}", "-vv", "-l", LIVE_OPENAI_KEY=key)
    said = ended.stdout + ended.stderr
    assert "nothing was sent: LIVE_OPENAI_KEY holds" in said
    assert ended.returncode and not live.log
    assert "REAL" not in said + (report.read_text("utf-8") if report.exists() else "")
