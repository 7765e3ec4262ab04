"""On Windows, variables become those of the user. No Windows is here: a stand-in for its registry is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

OTHERS = {"Path": ["%USERPROFILE%\\bin", 2], "EDITOR": ["vim", 1]}
ADDRESS, KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"


@pytest.fixture
def registry(tmp_path):
    path = tmp_path / "registry.json"
    path.write_text(json.dumps(OTHERS))
    return path


@pytest.fixture
def on_windows(run, registry):
    """Runs connect.py, whose variables are those of a new terminal unless they are given."""

    def on_windows(*arguments, key=None, **variables):
        stand_in = {"PYTHONPATH": str(Path(__file__).with_name("windows")), "REGISTRY": str(registry)}
        return run(*arguments, key=key, **stand_in, **variables)

    return on_windows


def set_in(registry):
    return {name: value for name, value in json.loads(registry.read_text()).items() if name not in OTHERS}


def test_set_and_taken_back(on_windows, registry, gateway, home):
    key = gateway.keyring.key("openai")
    said = on_windows("openai-sdk", "--region", "eu", key=key)
    assert said.status == 0, said.output
    assert "HKCU\\Environment\\OPENAI_API_KEY is written" in said.output
    assert "Open a new terminal" in said.output
    assert set_in(registry) == {ADDRESS: ["https://eu.api.gateway.example/v1", 1], KEY: [key, 1]}
    assert registry.with_suffix(".told").exists()
    assert not any(key in path.read_text() for path in home.rglob("*") if path.is_file())
    assert on_windows("undo", "openai-sdk").status == 0
    assert json.loads(registry.read_text()) == OTHERS
    assert list(home.iterdir()) == []


def test_twice_and_another_key(on_windows, registry, gateway):
    """A terminal that has the key of the last time is not in the way of the new one."""
    key, next_key = gateway.keyring.key("openai"), gateway.keyring.key("openai", "openai-priority")
    on_windows("openai-sdk", "--region", "eu", key=key)
    once = set_in(registry)
    said = on_windows("openai-sdk", "--region", "eu", key=key, **{name: value for name, (value, _) in once.items()})
    assert ("already has these settings" in said.output, "new terminal" in said.output, set_in(registry)) == (
        True,
        False,
        once,
    )
    said = on_windows("openai-sdk", "--region", "eu", key=next_key, OPENAI_API_KEY=key)
    assert said.status == 0, said.output
    assert set_in(registry)[KEY] == [next_key, 1]
    on_windows("undo", "openai-sdk")
    assert json.loads(registry.read_text()) == OTHERS


def test_what_was_set_before(on_windows, registry, gateway):
    """It is told, is not shown, and comes back with its type."""
    before = {**OTHERS, "openai_api_key": ["hunter2hunter2%X%", 2]}
    registry.write_text(json.dumps(before))
    key = gateway.keyring.key("openai")
    said = on_windows("openai-sdk", "--region", "eu", key=key)
    assert (
        said.status,
        "HKCU\\Environment\\OPENAI_API_KEY also sets OPENAI_API_KEY, to another value" in said.output,
    ) == (
        1,
        True,
    )
    assert json.loads(registry.read_text()) == before
    assert "hunter2" not in on_windows("openai-sdk", "--region", "eu", "--dry-run", key=key).output
    assert on_windows("openai-sdk", "--region", "eu", "--anyway", key=key).status == 0
    assert set_in(registry)["openai_api_key"] == [key, 2]
    assert on_windows("undo", "openai-sdk").status == 0
    assert json.loads(registry.read_text()) == before


def test_changed_since(on_windows, registry, gateway):
    on_windows("openai-sdk", "--region", "eu", key=gateway.keyring.key("openai"))
    registry.write_text(json.dumps(mine := {**json.loads(registry.read_text()), ADDRESS: ["https://other.test", 1]}))
    said = on_windows("undo", "openai-sdk")
    assert (said.status, "left them alone" in said.output) == (1, True)
    assert json.loads(registry.read_text()) == mine


@pytest.mark.parametrize("order", [("openai-sdk", "langchain"), ("langchain", "openai-sdk")])
def test_two_tools_share_variables(on_windows, registry, gateway, home, order):
    key = gateway.keyring.key("openai")
    for client in ("openai-sdk", "langchain"):
        assert on_windows(client, "--region", "eu", key=key).status == 0
    once = set_in(registry)
    said = on_windows("undo", order[0])
    assert (said.status, "also uses it" in said.output, set_in(registry)) == (0, True, once)
    assert on_windows("undo", order[1]).status == 0
    assert json.loads(registry.read_text()) == OTHERS
    assert list(home.iterdir()) == []


def test_two_tools_want_different_values(on_windows, registry, gateway):
    key = gateway.keyring.key("anthropic")
    assert on_windows("anthropic-sdk", "--region", "eu", key=key).status == 0
    once = set_in(registry)
    said = on_windows("vercel-ai-sdk", "--region", "eu", key=key)
    assert (said.status, "also sets ANTHROPIC_BASE_URL, to another value" in said.output) == (1, True)
    assert set_in(registry) == once


def test_all_or_nothing(on_windows, registry, gateway, home):
    said = on_windows("openai-sdk", "--region", "eu", key=gateway.keyring.key("openai"), REFUSED=KEY)
    assert (said.status, "Nothing was changed" in said.output, "Access is denied" in said.output) == (1, True, True)
    assert json.loads(registry.read_text()) == OTHERS
    assert list(home.iterdir()) == []
