"""`pytest --live --answers`: asks the running gateway every fault, and says what its software's file has otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from gateway_docs.facts import Facts
from gateway_docs.keys.rules import BadKey
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.project import ROOT
from gateway_docs.project.own import FOLDER
from gateway_docs.project.yaml_files import to_yaml
from gateway_docs.relay.addresses import compare_addresses
from gateway_docs.relay.profile import Differences, differences
from gateway_docs.relay.questions import (
    MOST_TRIES,
    NO_REUSE,
    STATES,
    Keys,
    Question,
    dear_questions,
    keys_of_states,
    questions,
    variable,
)
from gateway_docs.relay.said import Heard
from gateway_docs.software import CATALOGUE, Software, software
from gateway_docs.software.load import changed_by

FILE = "software.yml"
MOST_BYTES = 64 * 1024
ACCEPT_LANGUAGE = "en"
Asked = list[tuple[Question, Heard]]


class CannotAsk(Exception):
    """The run is not possible. Nothing was sent."""


def run(facts: Facts, variables: Mapping[str, str], seconds: float, writes: bool, project: Path = ROOT) -> int:
    """Exit status: 0: the gateway answers as the file says, or the lines were written; 1: not; 2: nothing was asked."""
    try:
        keys, own = _ready(facts, variables)
    except (CannotAsk, BadKey) as problem:
        print(f"live: nothing was sent: {problem}")
        return 2
    scrub = Scrubber(keys.values())
    with httpx.Client(timeout=seconds, follow_redirects=False, limits=NO_REUSE) as client:
        heard, unheard = ask(facts, own, keys, client, scrub)
        found = differences(own, heard)
        asked = compare_addresses(facts, own, keys, client, scrub, found)
    _add_version(own, heard, found)
    print(scrub("\n".join(_report(facts, own, keys, heard, unheard, found, len(asked)))))
    if not found.lines or not writes:
        return 1 if found.told or not heard else 0
    print(f"Wrote {write(found.lines, own, project)}.")
    return 0


def _ready(facts: Facts, variables: Mapping[str, str]) -> tuple[Keys, Software]:
    if facts.software is None:
        raise CannotAsk("gateway.yml has no line `software: …`; `gateway-docs check` proposes it")
    own = software(facts.software)
    keys = keys_of_states(variables, facts, own.keys == "one")
    if not any(state == "" for _, state in keys):
        names = ", ".join(variable(vendor.id) for vendor in facts.vendors)
        raise CannotAsk(f"no key is set: put a real key into one of {names}")
    return keys, own


def ask(facts: Facts, own: Software, keys: Keys, client: httpx.Client, scrub: Scrubber) -> tuple[Asked, list[str]]:
    """The answers in the formats that the software serves, and which questions had none, with the reason."""
    heard: dict[tuple[str, str], tuple[Question, Heard]] = {}
    unheard: list[str] = []
    for vendor in (vendor for vendor in facts.vendors if (vendor.id, "") in keys):
        asked = [*questions(facts, vendor, keys), *dear_questions(facts, vendor, keys)]
        for question in asked if not own.lacks(asked[0].path) else ():
            place = question.refusal, question.dialect
            if question.refusal == "misplaced-key" and question.headers.keys() & {*own.keys_also}:
                continue  # the software reads it there
            if place in heard and not heard[place][1].accepted:
                continue  # the limited key was refused one model already
            try:
                for _ in range(MOST_TRIES if question.refusal == STATES["RATED"] else 1):
                    answer = _answer(client, question, scrub)
                    if not answer.accepted:
                        break
            except httpx.HTTPError as error:
                unheard.append(f"{', '.join(place)}: {type(error).__name__}")
                continue
            if not 200 <= answer.status < 600:
                unheard.append(f"{', '.join(place)}: {answer.status} is no status of HTTP")
            elif answer.status == 429 and question.refusal not in STATES.values():
                unheard.append(f"{', '.join(place)}: status 429 came first; ask again later")
            else:
                heard[place] = question, answer
    return list(heard.values()), unheard


def _answer(client: httpx.Client, question: Question, scrub: Scrubber) -> Heard:
    headers = {"Content-Type": "application/json", "Accept-Language": ACCEPT_LANGUAGE, **question.headers}
    with client.stream(question.method, question.url, headers=headers, content=question.content) as answer:
        body = b""
        for part in answer.iter_bytes():
            body += part
            if len(body) > MOST_BYTES:
                break
        named = {name.lower(): scrub(text) for name, text in answer.headers.items()}
        return Heard(answer.status_code, named, scrub(body.decode("utf-8", "replace")))


def _add_version(own: Software, heard: Asked, found: Differences) -> None:
    """The version, if a header tells it, and the day, so that pages say of which the lines are."""
    for name, pattern in own.signs.headers.items():
        for _, answer in heard:
            match = re.search(pattern, answer.headers.get(name, ""))
            version = (match.groupdict().get("version") or "") if match else ""
            if re.fullmatch(r"[\w.+-]{1,40}", version) and found.lines and version != own.version:
                found.lines = {"version": version, **found.lines}
                return


def _report(
    facts: Facts, own: Software, keys: Keys, heard: Asked, unheard: list[str], found: Differences, addresses: int
) -> Iterator[str]:
    told = f"{len(heard)} answers of {facts.regions[0].url} and {addresses} other addresses"
    yield f"live: {told}, beside what the file of {own.name} says"
    yield from (f"  no answer: {text}" for text in unheard)
    yield from (f"  differs: {text}" for text in found.told)
    if heard and not found.told:
        yield "  the gateway answers as the file says"
    missing = [
        variable(vendor.id, state) for state in STATES for vendor in facts.vendors if (vendor.id, state) not in keys
    ]
    if missing:
        yield f"  not asked, because these are not set: {', '.join(missing)}"
    never_asked = {*CATALOGUE} - {question.refusal for question, _ in heard} - {*STATES.values()}
    yield f"  not asked: {', '.join(sorted(id_ for id_ in never_asked if CATALOGUE[id_].of == 'gateway'))}"
    if found.lines:
        yield f"\nIn {FOLDER}/{FILE}, which --answers=write writes:\n\n{to_yaml(found.lines, width=120)}"


def write(lines: dict[str, Any], own: Software, project: Path) -> Path:
    """Put the lines into the operator's file, whose other lines stay. ValueError: they would not be right."""
    Software.model_validate(changed_by(own.model_dump(exclude_unset=True), lines))
    path, yaml = project / FOLDER / FILE, YAML()
    yaml.width, yaml.preserve_quotes = 120, True
    document = (yaml.load(path.read_text("utf-8")) if path.exists() else None) or CommentedMap()
    _put(document, {"read": date.today().isoformat(), **lines})
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(document, file)
    return path


def _put(document: dict[str, Any], lines: dict[str, Any]) -> None:
    for name, value in lines.items():
        if isinstance(value, dict) and isinstance(document.get(name), dict):
            _put(document[name], value)
        else:
            document[name] = value
