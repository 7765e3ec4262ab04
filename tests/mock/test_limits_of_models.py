"""What a model refuses is what gateway.yml says of it; where that says nothing, what its family refuses."""

from __future__ import annotations

from typing import Any

import pytest

from gateway_docs.mock import serve

USER = {"messages": [{"role": "user", "content": "x"}]}
CHAT, MESSAGES = "/v1/chat/completions", "/v1/messages"
GENERATE = "/v1beta/models/gemini-3.8-flash:generateContent"
CONTENT = {"contents": [{"parts": [{"text": "x"}]}]}
TOLD: dict[str, dict[str, Any]] = {
    "gpt-5.5": {"unsupported": ["temperature"], "efforts": ["low"], "max_output": 100},
    "claude-opus-5-5": {"unsupported": [], "max_output": 100},
    "gemini-3.8-flash": {"unsupported": ["generationConfig.topK"], "efforts": ["low"], "max_output": 100},
}


@pytest.fixture(scope="module")
def told(facts, connect):
    """A mock whose gateway.yml says what some models refuse."""
    models = [model.model_copy(update=TOLD.get(model.id, {})) for model in facts.models]
    with serve(facts.model_copy(update={"models": models})) as gateway:
        sender = connect(gateway)
        with sender.client:
            yield sender


def ask(sender, path, body):
    key = sender.gateway.keyring.key
    headers = {"x-api-key": key("anthropic"), "anthropic-version": "2023-06-01"} if path == MESSAGES else None
    headers = {"x-goog-api-key": key("gemini")} if "gemini" in path else headers
    return sender.send("POST", path, None if headers else key("openai"), body, headers=headers)


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        (CHAT, {"model": "gpt-5.5", **USER, "temperature": 1}, "temperature"),
        (CHAT, {"model": "gpt-5.5", **USER, "reasoning_effort": "high"}, "reasoning_effort"),
        (CHAT, {"model": "gpt-5.5", **USER, "max_completion_tokens": 101}, "max_completion_tokens"),
        (CHAT, {"model": "gpt-5.5", **USER, "max_tokens": 101}, "max_tokens"),
        (MESSAGES, {"model": "claude-opus-5-5", **USER, "max_tokens": 101}, "max_tokens"),
        (GENERATE, {**CONTENT, "generationConfig": {"topK": 2}}, "generationConfig.topK"),
        (GENERATE, {**CONTENT, "generationConfig": {"maxOutputTokens": 101}}, "generationConfig.maxOutputTokens"),
        (GENERATE, {**CONTENT, "generationConfig": {"thinkingConfig": {"thinkingLevel": "HIGH"}}}, "thinkingLevel"),
    ],
)
def test_refused(told, sender, path, body, where):
    answer = ask(told, path, body)
    assert answer.status_code == 400 and where in answer.json()["error"]["message"]
    assert ask(sender, path, body).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CHAT, {"model": "gpt-5.5", **USER, "stop": ["x"]}),
        (MESSAGES, {"model": "claude-opus-5-5", **USER, "max_tokens": 100, "temperature": 0.5}),
    ],
)
def test_taken_although_the_family_does_not(told, sender, path, body):
    assert ask(told, path, body).status_code == 200
    assert ask(sender, path, body).status_code == 400


@pytest.mark.parametrize(("level", "status"), [("LOW", 200), ("low", 200), ("high", 400)])
def test_levels_of_gemini_in_any_case(told, level, status):
    body = {**CONTENT, "generationConfig": {"thinkingConfig": {"thinkingLevel": level}}}
    assert ask(told, GENERATE, body).status_code == status


def test_models_tell_their_limit(told):
    key = told.gateway.keyring.key("gemini")
    answer = told.send("GET", "/v1beta/models/gemini-3.8-flash", headers={"x-goog-api-key": key})
    assert answer.json()["outputTokenLimit"] == 100
