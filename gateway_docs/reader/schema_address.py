"""The address of a settings file's schema, which no client asks for and every editor follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gateway_docs.clients import Client, load_clients
from gateway_docs.reader.fences import Fence

#: `"$schema": "…"` in JSON and JavaScript, `$schema=…` in a comment of YAML, `#:schema …` in a comment of TOML.
_NAMED = re.compile(r"""\$schema["']?\s*[:=]\s*["']?([^\s"',]*)|^#:schema\s+(\S*)""", re.MULTILINE)


def wrong_schema(fence: Fence, client: Client | None) -> Iterator[str]:
    """What is wrong with each address of a schema in `fence`. A page of no client may name that of any."""
    clients = [client] if client else load_clients().values()
    published = sorted(one.config_schema.address for one in clients if one.config_schema)
    for match in _NAMED.finditer(fence.published):
        address = match[1] or match[2] or "nothing"
        if address not in published:
            yield f"{address} is not the schema of client.yml, {' or '.join(published) or 'which names none'}"
