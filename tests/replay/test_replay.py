"""`gateway-docs replay` reads what recorders write, counts what the mock says otherwise, and shows no text of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.cli import main

SECRET = "the patient's name is Ada"
KEY = "sk-proj-very-secret"
CHAT = "https://api.openai.com/v1/chat/completions"
GOOD = {"model": "gpt-4o", "messages": [{"role": "user", "content": SECRET}]}


def yaml_exchange(url: str, body: Any, status: int, answer: Any) -> str:
    """As VCR for Python writes it."""
    return f"""interactions:
- request:
    body: {json.dumps(json.dumps(body))}
    headers:
      authorization: ['Bearer {KEY}']
    method: POST
    uri: {url}
  response:
    body:
      string: {json.dumps(json.dumps(answer))}
    headers: {{}}
    status: {{code: {status}, message: OK}}
version: 1
"""


def error(code: str, status: int) -> dict[str, Any]:
    return {"error": {"message": SECRET, "type": "invalid_request_error", "code": code, "param": None}}


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    answer = {"id": "x", "choices": [{"message": {"content": SECRET, "reasoning_content": "x"}}], "usage": {}}
    (tmp_path / "good.yaml").write_text(yaml_exchange(CHAT, GOOD, 200, answer), "utf-8")
    (tmp_path / "again.yaml").write_text(yaml_exchange(CHAT, GOOD, 200, answer), "utf-8")
    false = GOOD | {"surprise": SECRET}
    packed = gzip.compress(yaml_exchange(CHAT, false, 200, answer).encode())
    (tmp_path / "false.yaml.gz").write_bytes(packed)
    missed = yaml_exchange(CHAT, GOOD | {"temperature": 0}, 400, error("moderation", 400))
    (tmp_path / "missed.yml").write_text(missed, "utf-8")
    gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key=" + KEY
    held = [
        {
            "request": {"method": "post", "url": gemini, "body": {"contents": [{"parts": [{"text": SECRET}]}]}},
            "response": {"status": 200, "body": {"candidates": []}},
        },
        {
            "request": {"method": "POST", "url": "https://api.anthropic.com/v1/messages", "body": {"model": "m"}},
            "response": {"status": 400, "body": {"type": "error", "error": {"type": "invalid_request_error"}}},
        },
        *(
            {"request": {"method": "GET", "url": f"https://api.openai.com/v1/files/{id_}"}, "response": {"status": 200}}
            for id_ in ("file-8a7b6c5d4e", "file-1a2b3c4d5e")
        ),
        {"request": {"method": "GET", "url": "https://example.com/"}, "response": {"status": 200}},
    ]
    (tmp_path / "others.json").write_text(json.dumps({"cassette": held}), "utf-8")
    (tmp_path / "no-recording.json").write_text("{", "utf-8")
    return tmp_path


def test_it_counts(recordings: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["replay", str(recordings)]) == 0
    said = capsys.readouterr().out
    assert "openai POST /v1/chat/completions: 1 accepted by both, 0 refused by both" in said
    assert "  1 refused by the mock alone: Unknown parameter: 'surprise'." in said
    assert '    the smallest: {"model": "…", "messages": [{"role": "user", "content": "…"}], "surprise": "…"}' in said
    assert "  1 refused by the vendor alone: 400 invalid_request_error moderation" in said
    assert "missing in the mock's answers, nearly always: choices[].message.reasoning_content" in said
    assert "gemini POST /v1beta/models/{model}:generateContent: 1 accepted by both" in said
    assert "anthropic POST /v1/messages: 0 accepted by both, 1 refused by both" in said
    assert "openai GET /v1/files/{id}: 2, an endpoint that the mock does not have" in said
    assert said.splitlines()[-1] == "1 of 3 good calls refused, 1 of 2 bad calls accepted, 1 statuses the same"


def test_a_model_keeps_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """What a model does not take is judged by the model that was asked, not by one that the gateway sells."""
    (tmp_path / "good.yaml").write_text(yaml_exchange(CHAT, GOOD | {"stop": "x"}, 200, {}), "utf-8")
    (tmp_path / "bad.yaml").write_text(
        yaml_exchange(CHAT, GOOD | {"stop": "x", "model": "gpt-5-mini"}, 400, error("unsupported_parameter", 400)),
        "utf-8",
    )
    main(["replay", str(tmp_path)])
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "0 of 1 good calls refused, 0 of 1 bad calls accepted, 1 statuses the same"
    )


def test_nothing_of_the_recordings_is_shown(recordings: Path, capsys: pytest.CaptureFixture[str]):
    main(["replay", str(recordings)])
    said = "".join(capsys.readouterr())
    assert SECRET not in said and KEY not in said and "example.com" not in said


def test_keys_of_streams_and_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Events and parts are compared with those of the same type; one that only one answer has counts once."""
    events = [
        {"type": "response.created", "response": {"surprise": 1}},
        {"type": "response.reasoning_text.delta", "delta": "x"},
        {"type": "response.completed", "response": {"output": [{"type": "message", "id": "m", "odd": 1}]}},
    ]
    stream = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
    body = {"model": "gpt-5.5", "input": SECRET, "stream": True}
    held = {
        "request": {"method": "POST", "url": CHAT.replace("chat/completions", "responses"), "body": body},
        "response": {"status": 200, "body": stream},
    }
    (tmp_path / "stream.json").write_text(json.dumps([held]), "utf-8")
    main(["replay", str(tmp_path)])
    [line] = [line for line in capsys.readouterr().out.splitlines() if "missing in" in line]
    assert line.split(": ")[1].split(", ") == [
        "[response.completed].response.output[message].odd",
        "[response.created].response.surprise",
        "[response.reasoning_text.delta]",
    ]


def test_headers_that_the_recorder_has_blacked_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    held = {
        "request": {
            "method": "POST",
            "url": "https://api.anthropic.com/v1/messages",
            "headers": {"anthropic-version": ["**REDACTED**"]},
            "body": {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [{"role": "user", "content": SECRET}]},
        },
        "response": {"status": 200, "body": {}},
    }
    (tmp_path / "black.json").write_text(json.dumps([held]), "utf-8")
    main(["replay", str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 of 1 good calls refused")


def test_requests_and_responses_in_two_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    request = {"method": "POST", "uri": CHAT, "body": json.dumps(GOOD)}
    other = request | {"body": json.dumps(GOOD | {"surprise": 1})}
    responses = [{"status": {"code": code}, "body": {"string": "{}"}} for code in (200, 400)]
    held = f"requests: {json.dumps([request, other])}\nresponses: {json.dumps(responses)}"
    (tmp_path / "two-lists.yaml.gz").write_bytes(gzip.compress(held.encode()))
    main(["replay", str(tmp_path)])
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "0 of 1 good calls refused, 0 of 1 bad calls accepted, 1 statuses the same"
    )


def test_a_key_is_refused_by_the_gateway_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Google answers 400, as no gateway does; that is no difference of the mock."""
    url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent"
    answer = {"error": {"code": 400, "status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}}
    body = {"contents": [{"parts": [{"text": SECRET}]}]}
    (tmp_path / "key.yaml").write_text(yaml_exchange(url, body, 400, answer), "utf-8")
    main(["replay", str(tmp_path)])
    said = capsys.readouterr().out
    assert "1 wrong keys refused with the gateway's own status" in said and "another status" not in said
    assert said.splitlines()[-1].endswith("0 statuses the same, 1 the gateway's own")


def test_a_folder_without_recordings(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["replay", str(tmp_path)]) == 1
    assert "no recorded exchange with OpenAI, Anthropic, Gemini" in capsys.readouterr().out
