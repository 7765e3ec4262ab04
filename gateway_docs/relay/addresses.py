"""Which addresses a running gateway answers besides the right ones, beside what its software's file says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import httpx

from gateway_docs.dialects import dialect
from gateway_docs.facts import Facts, Vendor
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.relay.profile import Differences
from gateway_docs.relay.questions import Keys, Question, right_question
from gateway_docs.relay.said import Heard
from gateway_docs.software import Software

ANSWER, PAGE, REFUSAL = "an answer", "a web page", "a refusal"


def compare_addresses(
    facts: Facts, own: Software, keys: Keys, client: httpx.Client, scrub: Scrubber, found: Differences
) -> list[str]:
    """Ask them and add what differs to `found`. The addresses that were asked, or why one was not answered."""
    asked: list[str] = []
    versions: list[str] = []
    for vendor in (vendor for vendor in facts.vendors if (vendor.id, "") in keys):
        for question, version in _questions(facts, own, vendor, keys):
            try:
                answer = client.post(question.url, headers=_headers(question), content=question.content)
            except httpx.HTTPError as error:
                found.told.append(f"{question.path}: no answer: {type(error).__name__}")
                continue
            heard = _kind(Heard(answer.status_code, {**answer.headers}, answer.text))
            versions += [version] if version and heard == ANSWER else []
            asked.append(question.path)
            _compare(own, question, version, heard, scrub, found)
    tried = [version for version in dialect("gemini").versions if any(path.startswith(version) for path in asked)]
    if ("gemini", "") in keys and [one for one in own.gemini_versions if one in tried] != versions:
        found.lines["gemini_versions"] = versions
    return asked


def _questions(facts: Facts, own: Software, vendor: Vendor, keys: Keys) -> Iterator[tuple[Question, str]]:
    """Each with the version of Gemini that it asks for, or nothing."""
    right, region, format_ = right_question(facts, vendor, keys), facts.regions[0].url, dialect(vendor.id)
    path = right.url.removeprefix(region)
    if vendor.id == "gemini":
        usual = next(version for version in format_.versions if path.startswith(version))
        for version in format_.versions:
            yield replace(right, url=f"{region}{version}{path.removeprefix(usual)}"), version
    elif not own.lacks(path):
        bare = next((path.removeprefix(one) for one in format_.versions if path.startswith(one)), path)
        yield replace(right, url=f"{region}{bare}"), ""
        yield replace(right, url=f"{region}{path}{bare}"), ""


def _compare(own: Software, question: Question, version: str, heard: str, scrub: Scrubber, found: Differences) -> None:
    path = re.sub("^https?://[^/]+", "", question.url)
    expected = _expected(own, path, version)
    if heard == expected:
        return
    found.told.append(scrub(f"{path}: {expected} in the file, {heard} from the gateway"))
    if heard == ANSWER and not version:
        right = next(one for one in dialect(question.dialect).versions)
        found.lines.setdefault("serves_also", {})[f"^{re.escape(path)}$"] = f"{right}{path}"


def _expected(own: Software, path: str, version: str) -> str:
    if version:
        return ANSWER if version in own.gemini_versions else REFUSAL
    if own.place_of(path) != path:
        return ANSWER
    return PAGE if own.shows_console(path) else REFUSAL


def _kind(heard: Heard) -> str:
    if not heard.accepted:
        return REFUSAL
    try:
        return ANSWER if isinstance(json.loads(heard.body), dict) else PAGE
    except ValueError:
        return PAGE


def _headers(question: Question) -> dict[str, str]:
    return {"Content-Type": "application/json", **question.headers}
