"""Sends a request on to the real gateway, with the operator's key in place of the made-up one."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from gateway_docs.mock.dialect import Call

#: Headers of one hop, and those that name a key.
NOT_PASSED = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "proxy-connection"}
KEY_HEADERS = ("authorization", "x-api-key", "x-goog-api-key")
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
        self._keys, self._seconds = keys, seconds

    async def ask(self, call: Call, body: bytes) -> LiveAnswer:
        """The gateway's answer to `call`, with `body` as it is to be sent. NoAnswer: there was none in time."""
        scope = call.request.scope
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        url = f"https://{call.request.headers['host']}{path}" + (f"?{self._with_key(query, call)}" if query else "")
        timeout = httpx.Timeout(self._seconds)
        try:
            async with httpx.AsyncClient(timeout=timeout, follow_redirects=False) as client:
                async with client.stream(scope["method"], url, headers=self._headers(call), content=body) as answer:
                    return await self._read(answer)
        except httpx.HTTPError as error:
            raise NoAnswer(self._without_keys(f"{type(error).__name__}: {error}")) from None

    async def _read(self, answer: httpx.Response) -> LiveAnswer:
        parts, size = [], 0
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise NoAnswer(f"the answer is larger than {MOST_BYTES} bytes")
            parts.append(part)
        kept = {name: answer.headers[name] for name in ("retry-after", "location") if name in answer.headers}
        media_type = answer.headers.get("content-type", "application/octet-stream")
        return LiveAnswer(answer.status_code, media_type, self._scrubbed(b"".join(parts)), kept)

    def _headers(self, call: Call) -> dict[str, str]:
        headers = {name: value for name, value in call.request.headers.items() if name not in NOT_PASSED}
        for name in KEY_HEADERS:
            if name in headers:
                headers[name] = self._exchanged(headers[name], call)
        return headers

    def _exchanged(self, text: str, call: Call) -> str:
        """`text` with the operator's key where it names the good key of the same vendor; any other stays wrong."""
        if call.key and call.key.state == "good" and call.key.vendor_id in self._keys:
            return text.replace(call.key.text, self._keys[call.key.vendor_id])
        return text

    def _with_key(self, query: str, call: Call) -> str:
        return self._exchanged(query, call)

    def _scrubbed(self, body: bytes) -> bytes:
        for key in self._keys.values():
            body = body.replace(key.encode(), b"***")
        return body

    def _without_keys(self, text: str) -> str:
        return self._scrubbed(text.encode()).decode()
