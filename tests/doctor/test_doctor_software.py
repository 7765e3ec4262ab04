"""doctor.py against the mock as it speaks each software: the right entry, and the request's id."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.dialects import dialect
from gateway_docs.mock import serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.reader.workspace import PROXIES, TRUST
from gateway_docs.software import software_ids

FAULTS = {
    "disabled": "error-401",
    "expired": "error-401",
    "no-balance": "insufficient-balance",
    "rate-limited": "error-429",
    "overloaded": "error-5xx",
    "server-error": "error-5xx",
    "unknown-model": "model-not-found",
}


@pytest.mark.parametrize("asked", [{"openai"}, pytest.param({"anthropic", "gemini"}, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("software", software_ids())
def test_faults_are_found(facts, program, tmp_path, software, asked):
    with serve(facts.model_copy(update={"software": software})) as mock, ForwardProxy(mock.hosts, mock.port) as proxy:
        reach = {**dict.fromkeys(PROXIES, proxy.url), **dict.fromkeys(TRUST, str(mock.ca_file))}

        def findings(state, model, vendor="openai"):
            names, key = dialect(vendor).variables, mock.keyring.key(vendor, state=state)
            settings = {names.keys[0]: key, names.base_urls[0]: facts.base_url(facts.vendor(vendor))}
            known = {"HOME": str(tmp_path), "LANG": "C.UTF-8", **reach, **settings, names.models[0]: model}
            command = [sys.executable, "-B", str(program), "--json"]
            told = json.loads(subprocess.run(command, env=known, capture_output=True, timeout=HANGING_SECONDS).stdout)
            return [one for one in told["findings"] if one.get("state") == "bad"], told["requests"]

        for vendor in facts.vendors[: 1 if software == "one-api" else None]:  # LiteLLM lists no models for Gemini
            found, requests = findings("good", vendor.default_model, vendor.id)
            assert not found and requests[0]["request_id"].startswith("req_"), vendor.id
            for fault, entry in FAULTS.items() if vendor.id in asked else ():
                named = "no-such-9" if fault == "unknown-model" else vendor.default_model
                found, _ = findings("good" if fault == "unknown-model" else fault, named, vendor.id)
                assert {one["topic"] for one in found} == {entry}, (vendor.id, fault)
                # LiteLLM sends no id before it knows the key.
                refused = [one["text"] for one in found if one["id"] == "refused" and software != "litellm"]
                assert all("request id req_" in text for text in refused), (fault, refused)
