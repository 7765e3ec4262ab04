"""Asks a gateway for JSON: https only, no redirect followed, nothing large, nothing slow, no key told."""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from gateway_docs.dialects import dialects
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.operator.lists.prices import BadAnswer

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 20
CHUNK = 64 * 1024


Read = TypeVar("Read")


class Unreachable(Exception):
    """No answer came. The text says why."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **_more: object) -> None:
        return None


def fetch_json(url: str, key: str | None = None, seconds: float = SECONDS) -> Any:
    """The JSON at `url`, asked with `key`. BadAnswer: something else came. Unreachable: nothing came."""
    body = fetch(url, key, seconds)
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        start = body[:200].decode("utf-8", "replace").strip()
        if start.startswith("<"):
            raise BadAnswer("is an HTML page, not JSON: is this the address of the API?") from None
        raise BadAnswer(f"is not whole JSON ({error}); it begins with {start[:60]!r}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def fetch(url: str, key: str | None = None, seconds: float = SECONDS) -> bytes:
    """The body at `url`, within `seconds`.

    BadAnswer: a redirect, an error status, too much, or the key itself. Unreachable. Neither text holds a key.
    """
    scrub = Scrubber([key or "", *(value for _, value in parse_qsl(urlsplit(url).query) if len(value) > 7)])
    try:
        _require_https(url)
        body = _fetched(urllib.request.Request(url, headers=_headers(key)), seconds)
    except (BadAnswer, Unreachable) as problem:
        raise type(problem)(scrub(str(problem))) from None
    if scrub.finds(body.decode("latin-1")):
        raise BadAnswer("names the key that was sent, so nothing of it is taken")
    return body


@dataclass(frozen=True)
class Seen:
    """An answer of any status. `headers`: names in small letters."""

    headers: dict[str, str]
    body: bytes


def look(url: str, seconds: float = SECONDS) -> Seen:
    """What is answered at `url` without a key, whatever the status. BadAnswer: too much. Unreachable."""
    _require_https(url)

    def read(answer: Any, deadline: float) -> Seen:
        return Seen({name.lower(): text for name, text in answer.headers.items()}, _body(answer, deadline))

    return _asked(urllib.request.Request(url, headers=_headers(None)), seconds, read)


def shown(url: str) -> str:
    """`url` without what may be a secret: its query and user information."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _headers(key: str | None) -> dict[str, str]:
    """The key in each header that one of the dialects wants."""
    asking = {"Accept": "application/json", "User-Agent": "gateway-docs"}
    if key is None:
        return asking
    return asking | {name: text for one in dialects() for name, text in one.headers_with(key).items()}


def _fetched(request: urllib.request.Request, seconds: float) -> bytes:
    def read(answer: Any, deadline: float) -> bytes:
        if isinstance(answer, urllib.error.HTTPError):
            raise BadAnswer(_status(answer))
        return _body(answer, deadline)

    return _asked(request, seconds, read)


def _asked(request: urllib.request.Request, seconds: float, read: Callable[[Any, float], Read]) -> Read:
    deadline = time.monotonic() + seconds
    try:
        with _answer(request, seconds) as answer:
            return read(answer, deadline)
    except (urllib.error.URLError, http.client.HTTPException, ssl.SSLError, OSError, ValueError) as error:
        raise Unreachable(str(getattr(error, "reason", error)) or type(error).__name__) from None


def _answer(request: urllib.request.Request, seconds: float) -> Any:
    """The answer; one with an error status or a redirect is an HTTPError."""
    try:
        return urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds)
    except urllib.error.HTTPError as error:
        return error


def _body(answer: Any, deadline: float) -> bytes:
    parts, size = [], 0
    while part := answer.read(CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise BadAnswer(f"is larger than {MOST_BYTES // 1024 // 1024} MB: is this the address of the API?")
        if time.monotonic() > deadline:
            raise Unreachable("the answer took too long")
        parts.append(part)
    return b"".join(parts)


def _status(error: urllib.error.HTTPError) -> str:
    if 300 <= error.code < 400:
        target = error.headers.get("Location", "nowhere")
        return f"is a redirect to {target}, which is not followed: give the final address"
    if error.code in (401, 403):
        return f"is status {error.code}: the gateway wants a key, or another one; see --key-variable"
    return f"is status {error.code}"


def _require_https(url: str) -> None:
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise BadAnswer(f"{shown(url)} is not asked with a name and a password in it: see --key-variable")
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")):
        return
    raise BadAnswer(f"{shown(url)} is not asked: the address must begin with https://")
