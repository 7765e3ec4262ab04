"""As the gateway's software speaks, where gateway.yml names one: its addresses, keys, refusals and headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from string import Formatter
from typing import Any

from starlette.requests import Request

from gateway_docs.dialects import Dialect, dialect
from gateway_docs.mock.behaviours import error_of, filled
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import to_json
from gateway_docs.mock.faults import PAGES, WebPage
from gateway_docs.mock.journal import Said
from gateway_docs.mock.keys import Key
from gateway_docs.mock.refusals import Refused
from gateway_docs.software import Answer, Software
from gateway_docs.software.model import Message, spoken


def addressed(call: Call) -> Request:
    """The request at the right path, if the software serves another like it. Refused: it does not serve the path."""
    software, scope = call.software, call.request.scope
    if software is None:
        return call.request
    if refusal_id := software.lacks(scope["path"]):
        raise Refused(refusal_id, method=scope["method"], path=scope["path"][:200], hint="", allowed="GET")
    path = software.place_of(scope["path"])
    if path == scope["path"]:
        return call.request
    return Request({**scope, "path": path, "raw_path": path.encode()})


def check_console(call: Call) -> None:
    """WebPage: the software answers its console's page at a path that it does not know."""
    if call.software and call.software.shows_console(call.request.scope["path"]):
        raise WebPage(PAGES["html"], "a path outside the API, where the software shows its console")


def key_here(call: Call) -> Key:
    """The call's key; where one key opens all formats, as if it were of the format that is asked."""
    if call.facts.key_rule == "all" and call.key.vendor_id != call.vendor.id:
        return replace(call.key, vendor_id=call.vendor.id, group_id=call.vendor.default_group)
    return call.key


def usual_headers(call: Call, spoken_in: Dialect) -> Mapping[str, str]:
    """Headers of every answer: the gateway's own id of the request, also where the vendor's SDKs look for theirs."""
    if call.software is None:
        return dict.fromkeys(("x-request-id", spoken_in.request_id or "x-request-id"), call.request_id)
    return {name: text.format(request_id=call.request_id) for name, text in call.software.headers.items()}


def refusal_reply(call: Call, spoken_in: Dialect, refused: Refused) -> Reply:
    """What a refusal is answered: by the software, or as the neutral gateway does."""
    answer = call.software.answer(refused.refusal.id, spoken_in.id) if call.software else None
    if call.software and answer:
        return _software_reply(call, call.software, answer, spoken_in, refused)
    refusal = refused.refusal
    error = spoken_in.error
    headers = {**({} if refusal.retry == "later" else error.final), **error.headers.get(refusal.id, {})}
    status, body = error_of(spoken_in, vars(call).get("endpoint"), refused, call.request_id)
    if status == 405:
        headers["allow"] = refused.values["allowed"]
    said = _said(refused, spoken_in, refused.message, refusal.message, {**refused.values, "param": refused.param})
    return Reply([to_json(body)], status=status, headers=headers, said=said)


def _said(refused: Refused, spoken_in: Dialect, text: str, message: Message, values: Mapping[str, Any]) -> Said:
    formats = message.values() if isinstance(message, dict) else [message]
    places = {name for one in formats for _, name, *_ in Formatter().parse(one) if name}
    known = ((name, str(values[name])) for name in sorted(places) if values.get(name) is not None)
    return Said(refused.refusal.id, spoken_in.id, text, tuple(known))


def _software_reply(call: Call, software: Software, answer: Answer, spoken_in: Dialect, refused: Refused) -> Reply:
    status = answer.status or error_of(spoken_in, vars(call).get("endpoint"), refused, call.request_id)[0]
    values = {**_values(call, refused), "status": status, "code": answer.code, "google": _google(status)}
    values["type"] = (
        spoken_in.error.types.get(status, spoken_in.error.other_type) if answer.type is None else answer.type
    )
    accepted = call.request.headers.get("accept-language", "")
    values["message"] = spoken(answer.message or "", accepted, {**values, "message": refused.message})
    headers = dict(answer.headers or {})
    if status == 405:
        headers["allow"] = refused.values["allowed"]
    said = _said(refused, spoken_in, values["message"], answer.message or "", {**values, "message": refused.message})
    body = filled(software.shapes[answer.shape or ""], values)
    if isinstance(body, str):
        return Reply([body.encode()], "text/plain", status=status, headers=headers, said=said)
    return Reply([to_json(body)], status=status, headers=headers, said=said)


def _values(call: Call, refused: Refused) -> dict[str, Any]:
    """What messages may name."""
    scope, key = call.request.scope, call.admitted
    known = {
        "model": call.model_id,
        "group": key.group_id if key else "default",
        "method": scope["method"],
        "path": scope["path"][:200],
        "requests_per_minute": call.facts.limits.requests_per_minute,
        "request_id": call.request_id,
        "key_hash": sha256(key.text.encode()).hexdigest() if key else "",
        "param": refused.param,
    }
    return {**known, **refused.values}


def _google(status: int) -> str:
    error = dialect("gemini").error
    return error.types.get(status, error.other_type or "")
