"""Recorded exchanges in the files of a folder: what VCR and its relatives write, as YAML or JSON, gzipped or not.

Requests and responses are pairs, or two lists of the same length, as LangChain writes them.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

#: The hosts of the vendors, by the dialect of their API.
HOSTS = {
    "api.openai.com": "openai",
    "api.anthropic.com": "anthropic",
    "generativelanguage.googleapis.com": "gemini",
}
ENDINGS = (".yaml", ".yml", ".json", ".yaml.gz", ".yml.gz", ".json.gz")
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Recording:
    """One exchange. `path` has the query; `sent` and `answer` are bodies: JSON, or a text where they are none."""

    file: Path
    dialect: str
    method: str
    path: str
    headers: dict[str, str]
    sent: Any
    status: int
    answer: Any


def read_recordings(folder: Path) -> Iterator[Recording]:
    """All exchanges with the vendors' hosts below `folder`, file by file in the order of their names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.lower().endswith(ENDINGS):
            yield from _read(path)


def _read(path: Path) -> Iterator[Recording]:
    try:
        held = _parse(_unpacked(path.read_bytes()))
    except (yaml.YAMLError, ValueError, OSError):
        return  # not a recording
    for exchange in _exchanges(held):
        if found := _recording(path, exchange):
            yield found


def _parse(content: bytes) -> Any:
    text = content.decode()
    if text.lstrip().startswith(("{", "[")):
        return json.loads(text)
    return yaml.load(text, _Loader)  # noqa: TID251  recorders write YAML 1.1, with tags of their language


class _Loader(yaml.CSafeLoader):
    """The safe loader, which takes texts that Python's own YAML has tagged."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, _, node: loader.construct_scalar(node))


def _exchanges(held: Any) -> Iterator[dict[str, Any]]:
    """What has a request and a response, however deep it lies."""
    if isinstance(held, list):
        for item in held:
            yield from _exchanges(item)
    elif isinstance(held, dict):
        if "request" in held and "response" in held:
            yield held
        elif isinstance(held.get("requests"), list) and isinstance(held.get("responses"), list):
            pairs = zip(held["requests"], held["responses"], strict=False)
            yield from ({"request": request, "response": response} for request, response in pairs)
        else:
            yield from _exchanges([value for value in held.values() if isinstance(value, dict | list)])


def _recording(file: Path, exchange: dict[str, Any]) -> Recording | None:
    request, response = exchange["request"], exchange["response"]
    if not (isinstance(request, dict) and isinstance(response, dict)):
        return None
    address = urlsplit(str(request.get("uri") or request.get("url") or ""))
    dialect, status = HOSTS.get(address.hostname or ""), _status(response)
    if dialect is None or status is None:
        return None
    path = address.path + (f"?{address.query}" if address.query else "")
    method = str(request.get("method") or "GET").upper()
    headers = _headers(request.get("headers"))
    return Recording(file, dialect, method, path, headers, _body(request), status, _body(response))


def _status(response: dict[str, Any]) -> int | None:
    found = next((response[name] for name in ("status_code", "statusCode", "status", "code") if name in response), None)
    found = found.get("code") if isinstance(found, dict) else found
    return int(str(found)) if str(found).isdecimal() else None


def _headers(held: Any) -> dict[str, str]:
    """Names in lower case; of several values the first."""
    pairs = held.items() if isinstance(held, dict) else ()
    return {str(name).lower(): str(value[0] if isinstance(value, list) and value else value) for name, value in pairs}


def _body(message: dict[str, Any]) -> Any:
    """The body of a request or response, wherever the recorder put it; None where there is none."""
    names = ("parsed_body", "body", "content", "data", "text")
    found = next((message[name] for name in names if message.get(name) is not None), None)
    if isinstance(found, dict) and found.keys() <= {"string", "base64_string", "encoding", "text"}:
        text = found.get("string", found.get("text"))
        found = base64.b64decode(found["base64_string"]) if "base64_string" in found else text
    if isinstance(found, bytes):
        found = _unpacked(found).decode("utf-8", "replace")
    if not isinstance(found, str):
        return found
    try:
        return json.loads(found)
    except ValueError:
        return found or None


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(GZIP) else content
