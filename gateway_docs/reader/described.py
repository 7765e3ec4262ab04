"""Settings of a client that cannot be run here: client.yml lists what it reads, so a slip shows in one of the two."""

from __future__ import annotations

from gateway_docs.clients import Client
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.parsing import PARSERS, members, parse


def not_read(fence: Fence, client: Client) -> str | None:
    """What `client`, which is not run, does not read of the settings in `fence`, for an author; None: it reads all."""
    if fence.title and client.config_file not in (None, fence.title):
        return f"{client.name} reads {client.config_file}, see `config_file` in client.yml, not {fence.title}"
    if fence.language not in PARSERS:
        return None
    for name, value in members(parse(fence.language, fence.published)):
        if name not in client.reads:
            return f"{client.name} reads no {name}, see `reads` in client.yml: {', '.join(client.reads)}"
        allowed = client.reads[name]
        if allowed and isinstance(value, (str, bool)) and str(value) not in allowed:
            return f"{client.name} reads {name} as {' or '.join(allowed)}, see `reads` in client.yml, not as {value}"
    return None
