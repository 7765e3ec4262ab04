"""The example prices of gateway.yml are those of the list that it names: the one that the locked LiteLLM brings."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.environments import environments_of
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT

FACTS = ROOT / "gateway.yml"
PARTS = {
    "input": "input_cost_per_token",
    "cached_input": "cache_read_input_token_cost",
    "cache_write": "cache_creation_input_token_cost",
    "output": "output_cost_per_token",
}


@pytest.fixture(scope="module")
def listed():
    (environment,) = environments_of("litellm")
    (path,) = environment.folder.rglob("litellm/model_prices_and_context_window_backup.json")
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


def test_prices_are_those_of_the_list(listed):
    for model in load_facts(FACTS).models:
        told = model.by_tokens().model_dump(exclude_none=True, exclude_defaults=True)
        price = {part: listed[model.id].get(name, 0) * 1_000_000 for part, name in PARTS.items()}
        assert told == {part: value for part, value in price.items() if value or part == "output"}, model.id


@pytest.mark.parametrize("path", ["gateway.yml", "gateway_docs/operator/gateway.yml.template"])
def test_list_is_named(path):
    (package,) = load_clients()["litellm"].packages
    version = package.partition("==")[2]
    assert f"LiteLLM {version} brings" in (ROOT / path).read_text("utf-8")
