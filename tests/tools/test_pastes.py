"""What the check says of a paste is true and holds together, whatever is pasted: by property, over pastes.py."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from pastes import AROUND, HOST, MISTAKES, URL_ENDS, WAYS, pastes

from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.site.tools.check import check_data

HERE = Path(__file__).parent

URL_HOSTS = {"unknown_host", "vendor_host", "local", "host_typo", "console", "site", "path_of_region"}
URL_WRONG = {*URL_ENDS, *URL_HOSTS, "http", "no_scheme", "scheme", "slashes", "no_url", "query", "port", "link"}
KEY_WRONG = {"placeholder", "key_of_vendor", "bearer", "url_as_key", "odd_characters", "empty_key", "short_key"}
MODEL_WRONG = {"unknown_model", "model_typo", "retired", "model_of_vendor", "model_prefix"}
#: Of one value at most one of these is true.
ONE_OF = [
    {"url_right", *URL_ENDS},
    {"url_right", *URL_HOSTS},
    {"otherwise", *URL_ENDS, *URL_HOSTS},
    {"key_shape", *KEY_WRONG},
    {"model_right", *MODEL_WRONG},
]


def contradictions(found: list[dict], client: str | None) -> list[str]:
    """What of the findings of one paste cannot be true beside another, or is said twice."""
    rules = {one["rule"] for one in found}
    of_value = defaultdict(list)
    for one in found:
        of_value[one["values"].get("name"), one["values"].get("line")].append(one["rule"])
    wrong = [
        f"{value}: {both}"
        for value, told in of_value.items()
        for group in ONE_OF
        if len(both := [rule for rule in told if rule in group]) > 1
    ]
    levels = {one["level"] for one in found}
    if {"good", "error"} <= levels:
        wrong.append("something is right in a paste with a mistake")
    if "missing_url" in rules and rules & (URL_WRONG | {"url_right", "otherwise"}):
        wrong.append("no address, and one that is judged")
    if "no_tool" in rules and any("client" in one["values"] for one in found):
        wrong.append("no tool, and what a tool reads")
    if "no_settings" in rules and len(rules) > 2:
        wrong.append("no setting, and one that is judged")
    tools = {
        one["values"]["client"]
        for one in found
        if one["rule"] not in ("other_tool", "kind") and "client" in one["values"]
    }
    if client is None and len(tools) > 1:
        wrong.append(f"several tools: {sorted(tools)}")
    missing = {
        name
        for one in found
        if one["level"] == "error"
        for name in re.findall(r"(?:has no|lacks|Add) `(?:options\.)?(\w+)`", one["values"].get("text", ""))
    }
    present = {one["values"].get("name") for one in found if one["rule"] != "told"}
    renamed = {one["values"]["right"].split(".")[-1] for one in found if one["rule"] == "unknown_instead"}
    wrong += [f"`{name}` is missing, and stands there" for name in missing & (present | renamed)]
    texts = [(one["rule"], str(sorted(one["values"].items()))) for one in found]
    return wrong + [f"twice: {text}" for text in set(texts) if texts.count(text) > 1]


@pytest.fixture(scope="module")
def judge(node, facts):
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    expression = 'all.check(item[0], {kind: "", region: "global", facts, client: clients[item[1]]})'

    def judge(asked: list[tuple[str, str | None]]) -> list[list[dict]]:
        return [found[1:] for found in node("check.js", expression, asked, facts=data, clients=clients)]

    return judge


@pytest.fixture(scope="module")
def written(facts):
    return list(pastes(facts))


def strong(found: list[dict]) -> set[str]:
    return {one["rule"] for one in found if one["level"] in ("error", "warning")}


@pytest.mark.parametrize("chosen", [True, False])
def test_nothing_is_said_against_what_guides_write(judge, written, chosen):
    """In every shell, and whatever stands around it."""
    cases = [
        (paste, around) for paste in written for around in (AROUND if paste.way not in WAYS else ["nothing", "fence"])
    ]
    found = judge([(AROUND[around](paste.text), paste.client if chosen else None) for paste, around in cases])
    blamed = {}
    for (paste, around), one in zip(cases, found, strict=True):
        against = [
            *strong(one) - ({"only_for"} if not chosen else set()),
            *contradictions(one, paste.client if chosen else None),
        ]
        if against or (HOST in paste.text and "missing_url" in {told["rule"] for told in one}):
            blamed[f"{paste.client}/{paste.file} {paste.way} {around}"] = against or ["missing_url"]
    assert blamed == {}


#: Beside these others may stay untold: nothing reads the value of a setting under another name, or a broken file.
BROKEN = ("unclosed", "table", "tab")
HIDE = {"other name": {"address", "key", "model"}} | {one: {"address", "key", "model", "name"} for one in BROKEN}
#: Files in which a key has a name of the reader's own: only who knows the tool knows it for one.
NAMELESS = {"keys.json"}
#: What nobody can tell who does not know the tool: another one reads this name, or this end of an address.
ONLY_CHOSEN = {"other name", "other version"}


def made(written, count: int):
    """Pastes with so many mistakes, each about something else; what stands around changes from one to the next."""
    turn = 0
    for paste in written:
        for mistakes in combinations(MISTAKES.items(), count):
            changed = paste
            for _, mistake in mistakes:
                changed = mistake(changed) if changed else None
            if changed and len({mistake.about for _, mistake in mistakes}) == count:
                turn += 1
                chosen = bool(turn // len(AROUND) % 2) or paste.file in NAMELESS
                yield changed, dict(mistakes), list(AROUND)[turn % len(AROUND)], chosen


def hidden(name: str, mistakes: dict, chosen: bool) -> bool:
    beside = any(MISTAKES[name].about in HIDE.get(other, ()) for other in mistakes)
    return beside or (name in ONLY_CHOSEN and not chosen)


@pytest.mark.parametrize("count", [1, 2])
def test_each_mistake_is_told_and_nothing_against_it(judge, written, count):
    """One mistake, or two about different things: each is found, nothing else is blamed, nothing contradicts."""
    cases = list(made(written, count))
    found = judge(
        [(AROUND[around](paste.text), paste.client if chosen else None) for paste, _, around, chosen in cases]
    )
    wrong = {}
    for (paste, mistakes, around, chosen), one in zip(cases, found, strict=True):
        told = {finding["rule"] for finding in one}
        untold = [
            name for name, each in mistakes.items() if not each.rules & told and not hidden(name, mistakes, chosen)
        ]
        meant = set().union(*(each.rules for each in mistakes.values()), [] if chosen else ["only_for"])
        against = [*untold, *strong(one) - meant, *contradictions(one, paste.client if chosen else None)]
        if against:
            wrong[f"{paste.client}/{paste.file} {paste.way} {around} {[*mistakes]} {chosen=}"] = against
    assert wrong == {}


def test_what_is_said_of_posted_settings_holds_together(judge):
    cases = [case for kind in ("wrong", "right") for case in read_yaml(HERE / f"settings_{kind}.yml")]
    posted = sorted((HERE / "reported").iterdir())
    asked = [(case["name"], case["text"], case.get("client")) for case in cases]
    asked += [(path.name, path.read_text("utf-8"), None) for path in posted]
    asked += [(name, text, None) for name, text, client in asked if client]
    found = judge([(text, client) for _, text, client in asked])
    wrong = {name: contradictions(one, client) for (name, _, client), one in zip(asked, found, strict=True)}
    assert {name: each for name, each in wrong.items() if each} == {}


def test_every_mistake_and_way_is_tried(written):
    tried = [(name, paste.way) for paste, mistakes, _, _ in made(written, 1) for name in mistakes]
    assert {name for name, _ in tried} == set(MISTAKES)
    assert {way for _, way in tried} >= set(WAYS)
