"""Sends a request on to the real gateway, with the operator's key in place of the made-up one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus, urlsplit

import httpx

from gateway_docs.dialects import dialects
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.mock.admission import host_of
from gateway_docs.mock.call import Call
from gateway_docs.relay.pieces import put_together

#: Headers of one hop, and those by which a server may take the request for another one.
NOT_PASSED = {
    *("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "proxy-connection"),
    *("proxy-authorization", "keep-alive", "te", "trailer", "upgrade", "expect", "via", "forwarded", "cookie"),
}
NOT_PASSED_FAMILIES = ("x-forwarded-", "x-original-", "x-rewrite-", "x-http-method", "x-method-override", "x-host")
PASSED_BACK = ("retry-after", "location")
MOST_BYTES = 16 * 1024 * 1024


class NoAnswer(Exception):
    """The gateway did not answer, or only in part. The text says why; it holds no key."""


@dataclass(frozen=True)
class LiveAnswer:
    status: int
    media_type: str
    body: bytes
    headers: dict[str, str]


class Upstream:
    """The real gateway. `keys`: vendor id -> key. The proxy and CA settings of this process's environment hold."""

    def __init__(self, keys: dict[str, str], seconds: float):
        self._keys, self._seconds, self.scrub = keys, seconds, Scrubber(keys.values())

    async def ask(self, call: Call, body: bytes) -> LiveAnswer:
        """The gateway's answer to `call`, with `body` as it is to be sent. NoAnswer: there was none in time."""
        timeout, url, headers = httpx.Timeout(self._seconds), self._address(call), list(self._headers(call))
        try:
            async with httpx.AsyncClient(timeout=timeout, follow_redirects=False) as client:
                async with client.stream(call.request.method, url, headers=headers, content=body) as answer:
                    return await self._read(answer)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            raise NoAnswer(self.scrub(f"{type(error).__name__}: {error}")) from None

    async def _read(self, answer: httpx.Response) -> LiveAnswer:
        if not 200 <= answer.status_code < 600:
            raise NoAnswer(f"{answer.status_code} is no status of HTTP")
        parts, size = [], 0
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise NoAnswer(f"the answer is larger than {MOST_BYTES} bytes")
            parts.append(part)
        body = self.scrub.data(b"".join(parts))
        if any(map(self.scrub.finds, put_together(body))):
            raise NoAnswer("the answer holds the key in pieces, which a client would put together")
        kept = {name: self.scrub(answer.headers[name]) for name in PASSED_BACK if name in answer.headers}
        media_type = self.scrub(answer.headers.get("content-type", "application/octet-stream"))
        return LiveAnswer(answer.status_code, media_type, body, kept)

    def _address(self, call: Call) -> httpx.URL:
        """Made of what the facts say. The request only chooses among the regions and paths in them."""
        region = next(one for one in call.facts.regions if urlsplit(one.url).hostname == host_of(call.request))
        query = call.request.scope["query_string"].decode("latin-1")
        target = urlsplit(region.url).path + call.path + (f"?{self._query(query, call)}" if query else "")
        return httpx.URL(region.url).copy_with(raw_path=target.encode("latin-1"))

    def _headers(self, call: Call) -> Iterator[tuple[bytes, bytes]]:
        """As they came, in their order: names, values."""
        for name, value in call.request.headers.raw:
            known = name.decode("latin-1").lower()
            if known in NOT_PASSED or known.startswith(NOT_PASSED_FAMILIES):
                continue
            yield name, self._in_header(known, value.decode("latin-1"), call).encode("latin-1")

    def _in_header(self, name: str, value: str, call: Call) -> str:
        """`value` with the operator's key where the whole of it is the good key of the same vendor."""
        known = {place.partition(":")[0].lower() for one in dialects() for place in one.keys}
        scheme, real = "Bearer " if name == "authorization" else "", self._real(call)
        if name not in known or real is None or value[: len(scheme)].lower() != scheme.lower():
            return value
        return scheme + real if value[len(scheme) :].strip() == call.key.text else value

    def _query(self, query: str, call: Call) -> str:
        """`query` with the operator's key in `key`, for the formats that have it there."""
        real = self._real(call)
        name = next((place[1:] for place in call.dialect.keys if place.startswith("?")), None)
        if real is None or name is None:
            return query
        return "&".join(
            name + quote(real, safe="") if unquote_plus(pair) == name + call.key.text else pair
            for pair in query.split("&")
        )

    def _real(self, call: Call) -> str | None:
        """The operator's key in place of the call's; none for one that is meant to be refused."""
        key = call.admitted
        return self._keys.get(key.vendor_id) if key and key.state == "good" else None
