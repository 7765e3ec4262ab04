"""The faults of the catalogue as requests to a running gateway. None of them means to cost more than a few tokens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import httpx

from gateway_docs.dialects import Dialect, dialect
from gateway_docs.dialects.tokens import with_limit
from gateway_docs.facts import Facts, Vendor
from gateway_docs.keys.rules import checked_key
from gateway_docs.relay.plan import key_variable

WRONG_KEY = "sk-test-not-a-key-of-this-gateway"
WRONG_MODEL = "no-such-model-here"
#: State of a key -> the refusal that it shows. `LIMITED` may not use one of the vendor's models, `RATED` may send one
#: request a minute or little more.
STATES = {
    "DISABLED": "disabled-key",
    "EXPIRED": "expired-key",
    "EMPTY": "no-balance",
    "LIMITED": "not-in-group",
    "RATED": "rate-limited",
}
#: A key with a low limit of speed is asked so often until it is refused.
MOST_TRIES = 5
SURPRISE = "surprise"
#: Some servers close a connection after an error of their own, and the next request on it would be lost.
NO_REUSE = httpx.Limits(max_keepalive_connections=0)
Keys = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Question:
    """A request with one thing wrong. `param` is the field that is missing or unknown."""

    refusal: str
    dialect: str
    method: str
    url: str
    headers: dict[str, str]
    content: bytes
    model: str
    param: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def values(self) -> dict[str, str]:
        """Name in a data file's message -> what a message can repeat of this request."""
        key = dialect(self.dialect).key_in(self.headers)
        hashed = sha256(key.encode()).hexdigest() if key else ""
        return {"model": self.model, "path": self.path, "param": self.param, "key_hash": hashed}


def variable(vendor_id: str, state: str = "") -> str:
    """The environment variable of a key: LIVE_OPENAI_KEY, or LIVE_OPENAI_DISABLED_KEY of one in a state."""
    return key_variable(f"{vendor_id}_{state}" if state else vendor_id)


def keys_of_states(variables: Mapping[str, str], facts: Facts, one_for_all: bool) -> Keys:
    """(vendor id, state) -> key, "" is good. `one_for_all`: a key works for every vendor. BadKey."""
    found: Keys = {}
    for state in ("", *STATES):
        names = {vendor.id: variable(vendor.id, state) for vendor in facts.vendors}
        keys = {id_: checked_key(name, variables[name]) for id_, name in names.items() if variables.get(name)}
        for vendor in facts.vendors:
            if key := keys.get(vendor.id) or (next(iter(keys.values()), None) if one_for_all else None):
                found[vendor.id, state] = key
    return found


def questions(facts: Facts, vendor: Vendor, keys: Keys) -> Iterator[Question]:
    """Everything that can be asked in the format of `vendor` with these keys; a good one is among them."""
    format_, key = dialect(vendor.id), keys[vendor.id, ""]
    right = _right(facts, vendor, format_, vendor.default_model, key)
    yield replace(right, refusal="missing-key", headers=_without_key(format_))
    yield replace(right, refusal="misplaced-key", headers={**_without_key(format_), "Authorization": key})
    yield replace(right, refusal="unknown-key", headers=format_.headers_with(WRONG_KEY))
    for state in ("DISABLED", "EXPIRED", "EMPTY"):
        if one := keys.get((vendor.id, state)):
            yield replace(right, refusal=STATES[state], headers=format_.headers_with(one))
    yield from _models(facts, vendor, format_, keys)
    region = facts.regions[0].url
    yield replace(right, refusal="unknown-path", url=f"{region}/v1{right.url.removeprefix(region)}")
    yield replace(right, refusal="wrong-method", method="GET", content=b"")
    yield from _bodies(right, format_)


def dear_questions(facts: Facts, vendor: Vendor, keys: Keys) -> Iterator[Question]:
    """What is asked when only answers are compared: large, or again and again."""
    right = right_question(facts, vendor, keys)
    spaces = b" " * (facts.limits.request_megabytes * 1024 * 1024)
    yield replace(right, refusal="too-large", content=right.content + spaces)
    if one := keys.get((vendor.id, "RATED")):
        yield replace(right, refusal=STATES["RATED"], headers=dialect(vendor.id).headers_with(one))


def right_question(facts: Facts, vendor: Vendor, keys: Keys) -> Question:
    """With nothing wrong in it."""
    return _right(facts, vendor, dialect(vendor.id), vendor.default_model, keys[vendor.id, ""])


def _models(facts: Facts, vendor: Vendor, format_: Dialect, keys: Keys) -> Iterator[Question]:
    key, good = keys[vendor.id, ""], [model for model in facts.models if model.served_in(vendor)]
    other = next((one for one in facts.vendors if one.id != vendor.id), None)
    wanted = [("unknown-model", WRONG_MODEL, key)]
    wanted += [("retired-model", model.id, key) for model in good if model.state == "retired"][:1]
    if other:
        wanted.append(("other-vendor-model", other.default_model, key))
        wanted.append(("other-vendor", vendor.default_model, keys.get((other.id, ""), "")))
    if limited := keys.get((vendor.id, "LIMITED")):
        chats = [model.id for model in good if model.kind == "chat" and model.state != "retired"]
        wanted += [("not-in-group", id_, limited) for id_ in chats]
    for refusal, model, with_key in wanted:
        if with_key:
            yield replace(_right(facts, vendor, format_, model, with_key), refusal=refusal)


def _bodies(right: Question, format_: Dialect) -> Iterator[Question]:
    body = json.loads(right.content)
    needed = next(name for name, value in body.items() if isinstance(value, list))
    yield replace(right, refusal="bad-json", content=b"{]")
    yield replace(right, refusal="not-an-object", content=b"[]")
    less = {name: value for name, value in body.items() if name != needed}
    yield replace(right, refusal="missing-parameter", content=_json(less), param=needed)
    yield replace(right, refusal="unknown-parameter", content=_json({**body, SURPRISE: 1}), param=SURPRISE)
    yield replace(right, refusal="content-type", headers={**right.headers, "Content-Type": "text/plain"})
    for name in format_.version_headers:
        others = {known: text for known, text in right.headers.items() if known != name}
        yield replace(right, refusal="missing-version", headers=others)
        yield replace(right, refusal="unknown-version", headers={**others, name: "1999-01-01"})


def _right(facts: Facts, vendor: Vendor, format_: Dialect, model: str, key: str) -> Question:
    path, body = format_.usual_check(model)
    url, headers = facts.base_url(vendor) + path, format_.headers_with(key)
    return Question("", vendor.id, "POST", url, headers, with_limit(path, _json(body)), model)


def _without_key(format_: Dialect) -> dict[str, str]:
    return {name: text for name, text in format_.headers.items() if "{key}" not in text}


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
