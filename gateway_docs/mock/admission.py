"""Who may come in: the host, the key, its state, its vendor and its clients."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request

from gateway_docs.clients import user_agents
from gateway_docs.mock.dialect import Call, Dialect
from gateway_docs.mock.keys import Key, Keyring
from gateway_docs.mock.refusals import CATALOGUE, Refused

PLACES = {
    "authorization": "Authorization: Bearer",
    "x-api-key": "x-api-key",
    "x-goog-api-key": "x-goog-api-key",
    "key": "the query parameter ?key=",
    "api-key": "api-key",
}


def check_host(request: Request, hosts: Collection[str]) -> None:
    """Refused: a Host header other than a documented host. The certificate says the same to clients that look."""
    if host_of(request) not in hosts:
        raise Refused("unknown-host", host=host_of(request)[:200] or "(none)")


def host_of(request: Request) -> str:
    """The Host header in lower case, without the port."""
    return request.headers.get("host", "").lower().rsplit(":", 1)[0]


def read_key(request: Request, dialect: Dialect) -> str:
    """The key as sent. Refused: there is none, or it is where this dialect does not look."""
    offered = dict(_offered(request))
    for place in dialect.key_places:
        if place in offered:
            return offered[place]
    header = dialect.key_header
    if offered:
        raise Refused("misplaced-key", found=PLACES[next(iter(offered))], header=header)
    if request.headers.get("authorization", "").strip().lower() not in ("", "bearer"):
        raise Refused("misplaced-key", found="Authorization without Bearer", header=header)
    raise Refused("missing-key", header=header)


def _offered(request: Request):
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        yield "authorization", token.strip()
    for header in ("x-api-key", "x-goog-api-key", "api-key"):
        if request.headers.get(header):
            yield header, request.headers[header]
    if request.query_params.get("key"):
        yield "key", request.query_params["key"]


def find_key(keyring: Keyring, text: str, console_url: str) -> Key:
    """The key written `text`. Refused: it was never made, or was deleted."""
    key = keyring.find(text)
    if key is None:
        raise Refused("unknown-key", reason=f"unknown key {_shown(text)}", console_url=console_url)
    return key


def check_key(call: Call) -> None:
    """Refused: the key's state, vendor or group does not allow the call, or its fault strikes now."""
    key, facts, vendor = call.key, call.facts, call.vendor
    if key.state == "deleted":
        raise Refused("unknown-key", reason=f"deleted key {key.text}", console_url=facts.console_url)
    if key.state in ("disabled", "expired"):
        raise Refused(f"{key.state}-key", console_url=facts.console_url)
    if key.vendor_id != vendor.id:
        raise Refused(
            "other-vendor",
            key_vendor=facts.vendor(key.vendor_id).name,
            group=key.group_id,
            vendor=vendor.name,
            console_url=facts.console_url,
        )
    _check_client(call)
    if key.state in CATALOGUE:
        limit = facts.limits.requests_per_minute
        raise Refused(key.state, vendor=vendor.name, requests_per_minute=limit, console_url=facts.console_url)


def _check_client(call: Call) -> None:
    group = next(group for group in call.vendor.groups if group.id == call.key.group_id)
    agent, known = call.request.headers.get("user-agent", "").lower(), user_agents()
    if group.clients and not any(agent.startswith(known[client][1]) for client in group.clients):
        names = " and ".join(known[client][0] for client in group.clients)
        raise Refused(
            "client-not-allowed",
            reason=f"the group {group.id} is for {names} only, this is {agent[:80] or 'an unnamed client'}",
            group=group.id,
            clients=names,
            console_url=call.facts.console_url,
        )


def _shown(text: str) -> str:
    """Enough of a key to recognise it. An author may have pasted a real one."""
    return repr(text) if len(text) < 12 else repr(f"{text[:8]}…{text[-4:]}")
