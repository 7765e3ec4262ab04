"""gateway-docs check tells what looks wrong, and goes on after an address that does not answer."""

from __future__ import annotations

from datetime import date

import pytest

from gateway_docs.cli import main
from gateway_docs.facts import load_facts
from gateway_docs.operator import doubts as module
from gateway_docs.operator.doubts import doubts, unreachable

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("input: 0.75,", "input: 0.00075,", "gpt-5.4-mini: input 0.00075: prices are per million tokens"),
        ("output: 30.00}", "output: 30000}", "gpt-5.5: output 30000: prices are per million tokens"),
        ("cached_input: 0.50, output: 30", "cached_input: 50, output: 30", "gpt-5.5: cached input costs more"),
        ("output: 30.00}", "output: 3}", "gpt-5.5: output costs less than input"),
        ("multiplier: 0.8", "multiplier: 80", "claude-standard: multiplier 80: 0.9 is 10 % off"),
        ("groups: [openai-priority]", "groups: [openai-standard]", ""),
        ("https://console.gateway.example\n", "https://api.gateway.example\n", "is also the address of an API"),
        ("ends: 2027-01-31", "ends: 2026-11-30", "first-top-up ended on 2026-11-30"),
        ("audience: everyone", "audience: individual", "none is for everyone"),
    ],
)
def test_doubt(facts_file, old, new, said):
    text = facts_file.read_text("utf-8")
    assert old in text
    facts_file.write_text(text.replace(old, new), "utf-8")
    found = [doubt for doubt in doubts(load_facts(facts_file), TODAY) if "reserved for examples" not in doubt]
    assert said in "\n".join(found)
    assert bool(found) is bool(said)


def test_group_without_models(facts_file):
    text = (
        facts_file.read_text("utf-8")
        .replace(", openai-priority]", "]")
        .replace("[openai-priority]", "[openai-standard]")
    )
    facts_file.write_text(text, "utf-8")
    assert "the group openai-priority has no model" in "\n".join(doubts(load_facts(facts_file), TODAY))


def test_everything_at_once(facts_file, capsys):
    """Wrong values do not hide contradictions that stand elsewhere."""
    text = (
        facts_file.read_text("utf-8").replace("currency: USD", "currency: dollars").replace("https://eu.", "http://eu.")
    )
    facts_file.write_text(text.replace("default_group: claude-standard", "default_group: gone"), "utf-8")
    assert main(["check", "--facts", str(facts_file), "--offline"]) == 1
    said = capsys.readouterr().err
    for part in (
        "currency: must be: ISO 4217",
        "regions[1].url: must begin with https://",
        "default_group: must be a group",
    ):
        assert part in said


def test_warnings_do_not_fail(facts_file, capsys):
    assert main(["check", "--facts", str(facts_file)]) == 0
    assert "warning:" in capsys.readouterr().out


def test_unreachable_is_a_warning(facts_file, monkeypatch):
    """Nothing answers at the first address; the others are asked all the same."""
    monkeypatch.setattr(module, "RESERVED", ())
    asked = []

    def refuse(url, seconds):
        asked.append(url)
        raise module.Unreachable("connection refused")

    monkeypatch.setattr(module, "fetch", refuse)
    monkeypatch.setattr(module, "fetch_json", refuse)
    found = list(unreachable(load_facts(facts_file)))
    assert len(found) == len(asked) == 6
    assert all("cannot be reached: connection refused" in doubt for doubt in found)
