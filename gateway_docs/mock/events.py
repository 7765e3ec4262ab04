"""Replies as bytes: JSON bodies and server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from gateway_docs.mock.call import Reply


def json_reply(body: Any) -> Reply:
    return Reply([to_json(body)])


def event_stream(events: Iterable[tuple[str | None, Any]], charset: bool = False) -> Reply:
    """A stream of (event name or None, data). Data that is a string is sent as it is, such as [DONE].

    `charset`: its content type names UTF-8, as OpenAI's and Anthropic's do and Google's does not.
    """
    media_type = "text/event-stream; charset=utf-8" if charset else "text/event-stream"
    return Reply([_event(name, data) for name, data in events], media_type, stream=True)


def to_json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _event(name: str | None, data: Any) -> bytes:
    line = f"event: {name}\n".encode() if name else b""
    return line + b"data: " + (data.encode() if isinstance(data, str) else to_json(data)) + b"\n\n"
