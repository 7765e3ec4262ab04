"""Deliberate mistakes, sent to the mock and to the real gateway, so that their answers can be compared.

Most are refused before a model is asked. What a gateway accepts all the same costs a few tokens.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import httpx

from gateway_docs.dialects import dialect
from gateway_docs.dialects.tokens import most_tokens, used_tokens
from gateway_docs.facts import Facts, Vendor
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.mock import MockGateway
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.relay.budget import Budget
from gateway_docs.relay.comparison import Difference, compare
from gateway_docs.relay.questions import NO_REUSE, Keys, Question, questions
from gateway_docs.software import CATALOGUE

#: Mistakes that a gateway may let through: no page promises that it refuses them.
MAY_PASS = {"misplaced-key", "content-type", "unknown-parameter", "missing-version", "unknown-version"}
MODEL_LIST, NO_VERSION = "model list", "no version in the address"


@dataclass
class Mistakes:
    """`found`: each difference with the entry of the page that is about it. `sent` of `known` mistakes were sent."""

    found: dict[Difference, list[str]] = field(default_factory=dict)
    sent: int = 0
    known: int = 0


def compare_errors(facts: Facts, keys: dict[str, str], mock: MockGateway, seconds: float, budget: Budget) -> Mistakes:
    """The differences between the mock's answers and those of the real gateway, for the vendors with a key."""
    made, scrub = Mistakes(), Scrubber(keys.values())
    with (
        ForwardProxy(mock.hosts, mock.port) as proxy,
        httpx.Client(proxy=proxy.url, verify=_trusting(mock), timeout=seconds) as to_mock,
        httpx.Client(timeout=seconds, follow_redirects=False, limits=NO_REUSE) as to_gateway,
    ):
        theirs: Keys = {(id_, ""): key for id_, key in keys.items()}
        ours: Keys = {(id_, ""): mock.keyring.key(id_) for id_ in keys}
        for vendor in (vendor for vendor in facts.vendors if vendor.id in keys):
            for mine, real in zip(_all(facts, vendor, ours), _all(facts, vendor, theirs), strict=True):
                made.known += 1
                if budget.room(most_tokens(real.path, real.content)):
                    made.sent += 1
                    _compare(facts, vendor, (to_mock, mine), (to_gateway, real), scrub, budget, made)
    return made


def _all(facts: Facts, vendor: Vendor, keys: Keys) -> Iterator[Question]:
    """The faults of the catalogue, the list of models, and the address without a version where it has one."""
    asked = list(questions(facts, vendor, keys))
    yield from asked
    format_, key = dialect(vendor.id), keys[vendor.id, ""]
    right = replace(asked[0], headers=format_.headers_with(key))
    listed = facts.base_url(vendor) + format_.path("models")
    yield replace(right, refusal=MODEL_LIST, method="GET", content=b"", url=listed)
    if vendor.path.endswith(tuple(format_.versions)):
        yield replace(right, refusal=NO_VERSION, url=right.url.replace(vendor.path, "", 1))


def _trusting(mock: MockGateway) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(mock.ca_file))


def _compare(
    facts: Facts,
    vendor: Vendor,
    ours: tuple[httpx.Client, Question],
    theirs: tuple[httpx.Client, Question],
    scrub: Scrubber,
    budget: Budget,
    made: Mistakes,
) -> None:
    refusal = theirs[1].refusal
    name = f"{vendor.name}, {refusal.replace('-', ' ')}"
    page = [f"docs/{facts.languages[0]}/troubleshooting.md#{CATALOGUE[refusal].entry}"] if refusal in CATALOGUE else []
    expected = _send(*ours)
    try:
        found = _send(*theirs)
    except httpx.HTTPError as error:
        made.found[Difference(name, f"the gateway does not answer: {type(error).__name__}", True)] = page
        return
    budget.add(used_tokens(found.content))
    passes = refusal in MAY_PASS and found.status_code < 400
    id_header = facts.request_id_header
    answered = found.status_code, scrub.data(_without_id(found, id_header))
    for one in compare(name, (expected.status_code, _without_id(expected, id_header)), answered):
        made.found[replace(one, grave=one.grave and not passes)] = page
    if header := _missing(facts, expected, found):
        made.found.setdefault(Difference(vendor.name, f"the gateway sends no {header} with errors", True), page)


def _send(client: httpx.Client, question: Question) -> httpx.Response:
    headers = {"Content-Type": "application/json", **question.headers}
    return client.request(question.method, question.url, headers=headers, content=question.content)


def _without_id(answer: httpx.Response, header: str) -> bytes:
    """The body without the request's id, which some software puts behind its words."""
    id_ = answer.headers.get(header)
    return answer.content.replace(id_.encode(), b"") if id_ else answer.content


def _missing(facts: Facts, expected: httpx.Response, found: httpx.Response) -> str | None:
    """The header with the request's id, which pages tell readers to look for, if the gateway does not send it."""
    header = facts.request_id_header
    return header if header in expected.headers and header not in found.headers and found.status_code >= 400 else None
