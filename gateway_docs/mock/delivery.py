"""How a reply goes out: whole, slowly, or cut in the middle."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.types import Send

from gateway_docs.mock.call import Reply

PAUSE_SECONDS = 0.2


async def deliver(reply: Reply, usual: Mapping[str, str], fault: str | None, send: Send) -> None:
    """Send the reply, with the `usual` headers where it has no others.

    The fault "cut" ends the connection half-way, "slow" pauses between the events of a stream.
    """
    await send({"type": "http.response.start", "status": reply.status, "headers": _headers(reply, usual)})
    chunks = _first_half(reply.chunks) if fault == "cut" and reply.status == 200 else reply.chunks
    for position, chunk in enumerate(chunks):
        if fault == "slow" and position:
            await asyncio.sleep(PAUSE_SECONDS)
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    if chunks is reply.chunks:
        await send({"type": "http.response.body", "body": b""})
    # Returning without an end of the body makes the server close the connection: that is the cut.


def _headers(reply: Reply, usual: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    said = {**usual, **reply.headers}
    headers = {"content-type": reply.media_type, **{name: value for name, value in said.items() if value}}
    if not reply.stream:
        headers["content-length"] = str(sum(map(len, reply.chunks)))
    return [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]


def _first_half(chunks: list[bytes]) -> list[bytes]:
    if len(chunks) > 1:
        return chunks[: len(chunks) // 2]
    return [chunks[0][: len(chunks[0]) // 2]]
