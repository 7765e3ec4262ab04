"""An option that the tool does not read is told, though the tool passes over it in silence."""

from __future__ import annotations

import json

import pytest

from gateway_docs.environments import environments_of
from gateway_docs.project import ROOT
from gateway_docs.reader.option_names import unread_options
from gateway_docs.reader.parsing import PARSERS, members, parse

CLIENTS = ["codex", "gemini-cli", "llm", "opencode"]


@pytest.mark.parametrize("client", CLIENTS)
def test_each_name_with_a_slip(shared, client):
    (environment, *_) = environments_of(client)
    own = {model.id for model in shared.facts.models}
    page = shared.site.made_of(ROOT / f"docs/en/clients/{client}.md")
    fences = [fence for fence in shared.pages.read(page).fences if fence.title and fence.language in PARSERS]
    names = {name for fence in fences for name, _ in members(parse(fence.language, fence.published))}
    assert [unread_options(fence.language, fence.published, environment, own) for fence in fences] == [[]] * len(fences)
    slips = {f"{name[:3]}qx{name[3:]}" for name in names - own}
    assert slips and set(unread_options("json", json.dumps(dict.fromkeys(slips)), environment, own)) == slips


def test_names_of_ones_own():
    """Providers and variables are called as the reader likes, and referred to."""
    (environment,) = environments_of("codex")
    settings = {"env": {"ONES_OWN": "x"}, "envqxKey": "ONES_OWN", "model": "ownone/gpt", "providers": {"ownone": {}}}
    assert unread_options("json", json.dumps(settings), environment, []) == ["envqxKey"]


def test_short_name_that_stands_within_others():
    """`limit` without its m is a part of some other word in a program of 150 MB."""
    (environment,) = environments_of("opencode")
    assert unread_options("json", '{"liit": 1, "limit": 1}', environment, []) == ["liit"]
