"""The model lists of the OpenAI, Anthropic and Gemini APIs: names, no prices."""

from __future__ import annotations

from typing import Any

from gateway_docs.operator.lists.entries import count, entries_of
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.makers import vendor_of


def openai(shape: str, answer: dict[str, Any]) -> Catalogue:
    """Models by `id`; `owned_by` tells the maker where a gateway fills it."""
    models = [
        Offered(str(entry["id"]), vendor_of(str(entry["id"]), entry.get("owned_by")))
        for entry in entries_of(answer, "data")
    ]
    return Catalogue(shape, models)


def anthropic(shape: str, answer: dict[str, Any]) -> Catalogue:
    """Models by `id`; the list may go on in another answer."""
    models = [Offered(str(entry["id"]), "anthropic") for entry in entries_of(answer, "data")]
    return Catalogue(shape, models, complete=not answer.get("has_more"))


def gemini(shape: str, answer: dict[str, Any]) -> Catalogue:
    """Models by `name`, with limits in tokens; the list may go on in another answer."""
    models = [_gemini_model(entry) for entry in entries_of(answer, "models")]
    return Catalogue(shape, models, complete=not answer.get("nextPageToken"))


def _gemini_model(entry: dict[str, Any]) -> Offered:
    methods = entry.get("supportedGenerationMethods") or []
    kind = "embedding" if methods and all("embed" in str(method).lower() for method in methods) else None
    return Offered(
        str(entry["name"]).removeprefix("models/"),
        "gemini",
        kind,
        context=count(entry.get("inputTokenLimit")),
        max_output=count(entry.get("outputTokenLimit")),
    )
