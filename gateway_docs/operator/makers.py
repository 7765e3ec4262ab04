"""Whose a model is: by what a list says, else by the model's name. The makers that are known stand in makers.yml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.dialects import dialect_ids
from gateway_docs.project.yaml_files import read_yaml

_KNOWN = Path(__file__).with_name("makers.yml")


@cache
def _known() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = read_yaml(_KNOWN)
    return known


def by_model(name: str) -> str | None:
    """The known maker of a model of that name, whatever stands before its last slash."""
    words = name.rpartition("/")[2].lower()
    return next((id_ for id_, one in _known().items() if words.startswith(tuple(one["models"]))), None)


def by_name(maker: object) -> str | None:
    """The known maker that a list means by `maker`."""
    words = str(maker or "").lower().replace("-", "_")
    if words.endswith("_like"):  # LiteLLM's name for whatever answers in OpenAI's format
        return None
    return next((id_ for id_, one in _known().items() if words.startswith(tuple(one["named"]))), None)


def name_of(maker_id: str) -> str:
    """How a known maker is called."""
    return str(_known()[maker_id]["name"])


def vendor_of(model: str, maker: object = None) -> str | None:
    """The vendor with a format of its own whose model this is; None: of another one, or nothing tells."""
    found = by_model(model), by_name(maker)
    return next((id_ for id_ in found if id_ in dialect_ids()), None)


def slug(text: str) -> str:
    """`text` as an id, as far as it has letters and digits of ASCII: "Azure 特价" is azure."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")
