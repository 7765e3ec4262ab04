"""What doctor.py makes of refusals as the software of other gateways words them, whatever their status."""

from __future__ import annotations

import importlib.util
import json
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="module")
def doctor(program):
    spec = importlib.util.spec_from_file_location("downloaded_doctor", program)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def told(doctor, status, body, headers=None):
    report = doctor.Report("en")
    setting = SimpleNamespace(vendor=doctor.FACTS["vendors"][0], key="sk-test", place="here")
    values = {"url": "https://api.gateway.example/v1", "vendor": "OpenAI", "place": "here"}
    text = body if isinstance(body, str) else json.dumps(body)
    doctor._by_status(report, setting, doctor.Answer(status, text, headers=headers or {}), values, "gpt-9")
    return report.findings[0]


def openai(message):
    return {"error": {"message": message, "type": "x", "code": "y"}}


@pytest.mark.parametrize(
    ("status", "body", "topic"),
    [
        (403, openai("用户额度不足, 剩余额度: ＄0.000000 (request id: 20261127)"), "insufficient-balance"),
        (403, {"code": "INSUFFICIENT_BALANCE", "message": "Insufficient account balance"}, "insufficient-balance"),
        (422, openai("Budget has been exceeded! Key=a Current cost: 2.0, Max budget: 1.0"), "insufficient-balance"),
        (429, {"code": "API_KEY_QUOTA_EXHAUSTED", "message": "API key 额度已用完"}, "insufficient-balance"),
        (401, openai("该令牌额度已用尽 TokenStatusExhausted[sk-abc***xyz]"), "insufficient-balance"),
        (503, openai("No available channel for model gpt-9 under group default (distributor)"), "model-not-found"),
        (503, openai("No available accounts: no available accounts supporting model: gpt-9"), "model-not-found"),
        (400, openai("/chat/completions: Invalid model name passed in model=gpt-9."), "model-not-found"),
        (
            500,
            {"error": "Relay", "message": "No available Claude accounts support the requested model: m"},
            "model-not-found",
        ),
        (403, {"error": "Client not allowed", "message": "Your client is not authorized"}, "client-not-allowed"),
        (403, {"code": "API_KEY_EXPIRED", "message": "API key 已过期"}, "error-401"),
        (401, openai("Invalid token"), "error-401"),
        (429, openai(f"Rate limit exceeded for api_key: {'5e1f' * 16}. Limit type: requests."), "error-429"),
        (503, openai("litellm.ServiceUnavailableError: OpenAIException - Overloaded"), "error-5xx"),
    ],
)
def test_words_count(doctor, status, body, topic):
    assert told(doctor, status, body)["topic"] == topic


def test_all_words_are_shown(doctor):
    """An `error` that is a string, or none at all: what says what is wrong stands beside it."""
    assert (
        "API key is disabled"
        in told(doctor, 401, {"error": "Invalid API key", "message": "API key is disabled"})["text"]
    )
    assert (
        "INVALID_API_KEY Invalid"
        in told(doctor, 401, {"code": "INVALID_API_KEY", "message": "Invalid API key"})["text"]
    )
    assert ": Not Found (" in told(doctor, 404, {"detail": "Not Found"})["text"]


@pytest.mark.parametrize("header", ["x-request-id", "request-id", "x-oneapi-request-id", "x-litellm-call-id"])
def test_request_id_is_found(doctor, header):
    assert "(request id id-1)" in told(doctor, 401, openai("Invalid token"), {header: "id-1"})["text"]


def test_request_id_in_words(doctor):
    assert "(request id 2026x)" in told(doctor, 401, openai("Invalid token (request id: 2026x)"))["text"]
