"""Which words of a fence name a model of the gateway, whose names may hold slashes and colons."""

from __future__ import annotations

from gateway_docs.reader.known import Known, named, without
from gateway_docs.reader.slips import misspelled

MODELS = ["x-ai/grok-code-fast-1", "deepseek-r1:free", "deepseek-r1"]


def test_whole_names():
    assert named("--model deepseek-r1:free", MODELS) >= {"deepseek-r1:free"}
    assert named("--model deepseek-r1-mini", MODELS) == set()


def test_nothing_is_left_of_a_name():
    """What is left would be taken for a slip of the name that it is the end of."""
    text = 'codex -m x-ai/grok-code-fast-1 "Say OK" # deepseek-r1:free deepseek-r1-mini'
    assert without(text, MODELS).split() == ["codex", "-m", '"Say', 'OK"', "#", "deepseek-r1-mini"]


def test_slip_in_the_name_of_a_vendor():
    """A list of variables is right for the reader of one vendor alone, and wrong for another."""
    known = Known(*[frozenset()] * 3, {}, {}, ["OPENAI", "GEMINI", "GATEWAY"])
    told = {text: list(misspelled(f"env | grep -E '^({text})_'", known)) for text in ("OPENAI|GEMINI", "OPENAI|GEMNI")}
    assert told == {"OPENAI|GEMINI": [], "OPENAI|GEMNI": ["GEMNI is not GEMINI"]}
