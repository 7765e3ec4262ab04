"""Settings of a client that cannot be run here: client.yml lists what it reads, so a slip shows in one of the two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gateway_docs.clients import Client
from gateway_docs.reader.fences import Fence

_DOTENV = re.compile(r"""^(\w+)=["']?(.*?)["']?$""", re.MULTILINE)


def not_read(fence: Fence, client: Client) -> str | None:
    """What `client`, which is not run, does not read of the settings in `fence`, for an author; None: it reads all."""
    for name, value in _settings(fence):
        if name not in client.reads:
            return f"{client.name} reads no {name}, see `reads` in client.yml: {', '.join(client.reads)}"
        allowed = client.reads[name]
        if allowed and isinstance(value, (str, bool)) and str(value) not in allowed:
            return f"{client.name} reads {name} as {' or '.join(allowed)}, see `reads` in client.yml, not as {value}"
    return None


def _settings(fence: Fence) -> Iterator[tuple[str, object]]:
    if fence.language == "json":
        yield from _members(json.loads(fence.published))
    elif fence.language == "dotenv":
        yield from _DOTENV.findall(fence.published)


def _members(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every member of an object at any depth; the items of a list are values of its name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _members(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _members(inner, name)
    elif name:
        yield name, value
