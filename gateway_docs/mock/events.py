"""Replies as bytes: JSON bodies and server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from gateway_docs.mock.call import Reply


def json_reply(body: Any) -> Reply:
    return Reply([to_json(body)])


def event_stream(events: Iterable[tuple[str | None, Any]]) -> Reply:
    """A stream of (event name or None, data). Data that is a string is sent as it is, such as [DONE]."""
    return Reply([_event(name, data) for name, data in events], "text/event-stream", stream=True)


def to_json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _event(name: str | None, data: Any) -> bytes:
    line = f"event: {name}\n".encode() if name else b""
    return line + b"data: " + (data.encode() if isinstance(data, str) else to_json(data)) + b"\n\n"
