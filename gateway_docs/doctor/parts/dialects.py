"""Asks for the models of a key and for one short answer, in the dialect of a vendor."""

from __future__ import annotations

import json
from typing import Any

from gateway_docs.doctor.parts.given import SETTINGS
from gateway_docs.doctor.parts.sending import Answer, send


def ask_models(vendor: dict[str, Any], base_url: str, key: str) -> Answer:
    return send(base_url + _format(vendor)["list"], _headers(vendor, key))


def models_in(answer: Answer) -> list[str] | None:
    """The models that an answer lists; None: it is no such list."""
    content = answer.content
    if not isinstance(content, dict):
        return None
    entries = content.get("data", content.get("models"))
    if not isinstance(entries, list):
        return None
    names = [entry.get("id") or entry.get("name", "") for entry in entries if isinstance(entry, dict)]
    return [name[len("models/") :] if name.startswith("models/") else name for name in names]


def ask_answer(vendor: dict[str, Any], base_url: str, key: str, model: str) -> Answer:
    """One short streamed answer, which costs a few tokens."""
    path, body = _format(vendor)["ask"].replace("{model}", model), dict(_format(vendor)["body"])
    if "model" in body:
        body["model"] = model
    return send(base_url + path, _headers(vendor, key), body)


def is_complete(vendor: dict[str, Any], answer: Answer) -> bool:
    """Whether a stream came to its end."""
    return answer.whole and _format(vendor)["end"] in answer.body


def has_error(answer: Answer) -> str:
    """The words of an error that came within a stream, or nothing."""
    for line in answer.body.splitlines():
        if line.startswith("data: {") and '"error"' in line:
            try:
                return str(json.loads(line[6:]).get("error") or "")[:300]
            except ValueError:
                return ""
    return ""


def _format(vendor: dict[str, Any]) -> dict[str, Any]:
    """What is known of the dialect; a client may ask in another way."""
    return {**SETTINGS["vendors"][vendor["id"]], **vendor.get("ask", {})}


def _headers(vendor: dict[str, Any], key: str) -> dict[str, str]:
    return {name: text.replace("{key}", key) for name, text in _format(vendor)["headers"].items()}
