"""Who may come in: the host, the key, its state, its vendor and its clients."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from starlette.requests import Request

from gateway_docs.dialects import Dialect, dialects
from gateway_docs.mock.call import Call
from gateway_docs.mock.keys import Key, Keyring
from gateway_docs.mock.refusals import Refused
from gateway_docs.project.user_agents import user_agents
from gateway_docs.software import CATALOGUE

BEARER, BARE = "Authorization: Bearer", "Authorization"
_HOST = re.compile(r"(?P<host>[a-z0-9.-]+)(?::(?:443)?)?")


def check_host(request: Request, hosts: Collection[str]) -> None:
    """Refused: a Host header other than a documented host, on the port of https, with nothing else in it.

    The certificate says the same to clients that look.
    """
    if host_of(request) not in hosts:
        raise Refused("unknown-host", host=host_of(request)[:200] or "(none)")


def host_of(request: Request) -> str:
    """The Host header in lower case, without the port of https; whole where it holds anything but a host and that."""
    named = ", ".join(request.headers.getlist("host")).lower()
    plain = _HOST.fullmatch(named)
    return plain["host"] if plain else named


def read_key(request: Request, dialect: Dialect, also: Collection[str] = ()) -> str:
    """The key as sent. Refused: there is none, or it is neither where this dialect looks nor in one of `also`."""
    offered = dict(_offered(request))
    for place in (*dialect.keys, *also):
        if place in offered:
            return offered[place]
    header = dialect.keys[0]
    if offered:
        place = next(iter(offered))
        found = "Authorization without Bearer" if place == BARE else place.replace("?", "the query parameter ?")
        raise Refused("misplaced-key", found=found, header=header)
    raise Refused("missing-key", header=header)


def _offered(request: Request) -> Iterator[tuple[str, str]]:
    sent = request.headers.get("authorization", "").strip()
    scheme, _, token = sent.partition(" ")
    bearer = scheme.lower() == "bearer"
    if bearer and token.strip():
        yield BEARER, token.strip()
    places = dict.fromkeys(place for one in dialects() for place in one.keys if place != BEARER)
    for place in (*places, "api-key"):  # api-key is Azure's
        query = place[1:-1] if place.startswith("?") else None
        if key := request.query_params.get(query) if query else request.headers.get(place):
            yield place, key
    if sent and not bearer:
        yield BARE, sent


def check_headers(call: Call) -> None:
    """Refused: a header that states the version of the format is missing, or states one that was never published."""
    for header, versions in call.dialect.version_headers.items():
        version = call.request.headers.get(header)
        if not version and not call.never("missing-version"):
            raise Refused("missing-version", version=versions[0])
        if version and version not in versions and not call.never("unknown-version"):
            raise Refused("unknown-version", found=version[:80], version=versions[0])


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
    if facts.key_rule == "vendor" and not _sold_here(call) and not call.never("other-vendor"):
        raise Refused(
            "other-vendor",
            key_vendor=facts.maker_of(key.group_id).name,
            group=key.group_id,
            vendor=vendor.name,
            console_url=facts.console_url,
        )
    _check_client(call)
    if key.state in CATALOGUE:
        limit = facts.limits.requests_per_minute
        raise Refused(key.state, vendor=vendor.name, requests_per_minute=limit, console_url=facts.console_url)


def _sold_here(call: Call) -> bool:
    """Whether the group of the call's key sells anything in the format that is asked."""
    return any(group.id == call.key.group_id for group in call.vendor.groups)


def _check_client(call: Call) -> None:
    if call.never("client-not-allowed"):
        return
    group = call.facts.group(call.key.group_id)
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
