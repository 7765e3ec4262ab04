"""Asks a gateway for JSON: https only, no redirect followed, nothing large, nothing slow."""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from gateway_docs.operator.catalogue import BadAnswer

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 20
CHUNK = 64 * 1024


class Unreachable(Exception):
    """No answer came. The text says why."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


def fetch_json(url: str, headers: Mapping[str, str] | None = None, seconds: float = SECONDS) -> Any:
    """The JSON at `url`. BadAnswer: something else came. Unreachable: nothing came."""
    body = fetch(url, headers, seconds)
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        start = body[:200].decode("utf-8", "replace").strip()
        if start.startswith("<"):
            raise BadAnswer("is an HTML page, not JSON: is this the address of the API?") from None
        raise BadAnswer(f"is not whole JSON ({error}); it begins with {start[:60]!r}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def fetch(url: str, headers: Mapping[str, str] | None = None, seconds: float = SECONDS) -> bytes:
    """The body at `url`, within `seconds`. BadAnswer: a redirect, an error status or too much. Unreachable."""
    _require_https(url)
    request = urllib.request.Request(
        url, headers={"Accept": "application/json", "User-Agent": "gateway-docs", **(headers or {})}
    )
    opener = urllib.request.build_opener(_NoRedirect)
    deadline = time.monotonic() + seconds
    try:
        with opener.open(request, timeout=seconds) as answer:
            return _body(answer, deadline)
    except urllib.error.HTTPError as error:
        with error:
            raise BadAnswer(_status(error)) from None
    except (urllib.error.URLError, http.client.HTTPException, ssl.SSLError, TimeoutError, OSError) as error:
        raise Unreachable(str(getattr(error, "reason", error)) or type(error).__name__) from None


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
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")):
        return
    raise BadAnswer(f"{url} is not asked: the address must begin with https://")
