"""Every refusal of the catalogue as each software answers it, in every protocol, by raw requests."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from raw_requests import BODIES, NEEDED

from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.software import software, software_ids

EXPECTED = read_yaml(Path(__file__).with_name("expected.yml"))
OTHERS = {"openai": "anthropic", "anthropic": "openai", "gemini": "openai"}
STATES = {
    "disabled-key": "disabled",
    "expired-key": "expired",
    **{state: state for state in ("no-balance", "rate-limited", "rate-limited-bare")},
    **{state: state for state in ("overloaded", "overloaded-529", "unavailable", "server-error")},
}


def shape(answer) -> str:
    if answer.status_code == 200:
        return "html" if "html" in answer.headers["content-type"] else "ok"
    if answer.headers["content-type"].startswith("text/plain"):
        return "text"
    body = answer.json()
    error = body.get("error")
    if body.get("type") == "error":
        return "anthropic"
    if isinstance(error, dict):
        return "google" if isinstance(error.get("code"), int) and "status" in error else "openai"
    return "strings" if isinstance(error, str) else "detail" if "detail" in body else "auth"


def make(asker, dialect, refusal):
    """The answer to one mistake."""
    facts, vendor = asker.facts, asker.facts.vendor(dialect)
    if refusal in STATES:
        return asker.send(dialect, key=asker.key(dialect, STATES[refusal]))
    if refusal == "misplaced-key":
        return asker.send(dialect, key="", headers={"authorization": asker.key(dialect)})
    changes = {
        "missing-key": {"key": ""},
        "unknown-key": {"key": "sk-nobody-knows-this"},
        "other-vendor": {"key": asker.key(OTHERS[dialect])},
        "client-not-allowed": {"key": asker.key("anthropic", group="claude-code-only")},
        "unknown-path": {"path": "/v1/v1/" + {"openai": "chat/completions"}.get(dialect, "messages")},
        "wrong-method": {"method": "GET"},
        "content-type": {"headers": {"content-type": "text/plain"}},
        "bad-json": {"content": b"{]"},
        "not-an-object": {"content": b"[]"},
        "too-large": {"content": b" " * (facts.limits.request_megabytes * 1024 * 1024 + 1)},
        "unknown-version": {"headers": {"anthropic-version": "1999-01-01"}},
        "missing-parameter": {"body": _without(dialect, vendor.default_model)},
        "unknown-parameter": {"body": {**_whole(dialect, vendor.default_model), "surprise": 1}},
        "unknown-model": {"model": "no-such-9"},
        "retired-model": {"model": f"old-{dialect}"},
        "other-vendor-model": {"model": facts.vendor(OTHERS[dialect]).default_model},
        "not-in-group": {"model": facts.model_outside(vendor).id},
    }
    return asker.send(dialect, **changes[refusal])


def _whole(dialect, model):
    return BODIES[dialect] if dialect == "gemini" else {**BODIES[dialect], "model": model}


def _without(dialect, model):
    return {name: value for name, value in _whole(dialect, model).items() if name != NEEDED[dialect]}


def expected_of(software_id, dialect):
    for refusal, by in EXPECTED[software_id].items():
        if text := by.get(dialect, by.get("all")):
            yield refusal, text


CASES = [(id_, dialect) for id_ in EXPECTED for dialect in BODIES if id_ != "one-api" or dialect == "openai"]


@pytest.mark.parametrize(("software_id", "dialect"), CASES)
def test_every_refusal(speaking, software_id, dialect):
    asker, wrong = speaking(software_id), []
    for refusal, text in expected_of(software_id, dialect):
        if refusal == "not-in-group" and not _has_outside(asker, dialect):
            continue
        answer = make(asker, dialect, refusal)
        status, kind, words = (*text.split(" ", 2), "", "")[:3] if text != "ok" else ("200", "ok", "")
        sent = (
            json.loads(answer.request.content or b"{}")
            if answer.request.content[:1] == b"{" and refusal != "bad-json"
            else {}
        )
        model = sent.get("model") or answer.request.url.path.rpartition("/")[2].partition(":")[0]
        key_vendor = OTHERS[dialect] if refusal == "other-vendor" else dialect
        words = words.replace("{model}", model).replace("{group}", asker.facts.vendor(key_vendor).default_group)
        key = asker.key(dialect, STATES.get(refusal, "good"))
        words = words.replace("{key_hash}", sha256(key.encode()).hexdigest())
        if (str(answer.status_code), shape(answer)) != (status, kind) or words not in answer.text.replace('\\"', '"'):
            wrong.append(f"{refusal}: {text} is answered {answer.status_code} {shape(answer)} {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def _has_outside(asker, dialect):
    vendor = asker.facts.vendor(dialect)
    return asker.facts.model_outside(vendor).id != vendor.default_model


def test_all_software_is_expected():
    assert sorted(EXPECTED) == software_ids()
    for id_ in software_ids():
        gateway = {name for name, answer in software(id_).refusals.items()} - {"missing-version", "unknown-version"}
        assert gateway - {*EXPECTED[id_]} == set(), id_
