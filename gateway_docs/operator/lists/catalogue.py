"""Which list an answer is, and what it says that the gateway offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gateway_docs.operator.lists import litellm, new_api, openrouter, vendors
from gateway_docs.operator.lists.entries import has
from gateway_docs.operator.lists.offered import Catalogue
from gateway_docs.operator.lists.prices import BadAnswer

MOST_MODELS = 2000


def read_catalogue(answer: Any) -> Catalogue:
    """The catalogue in a parsed JSON answer. BadAnswer: it has none of the known shapes, or is absurd."""
    for shape, fits, read in SHAPES:
        if isinstance(answer, dict) and fits(answer):
            catalogue = _read(shape, answer, read)
            _sane(catalogue)
            return catalogue
    found = f"the keys {', '.join(map(str, list(answer)[:5]))}" if isinstance(answer, dict) else type(answer).__name__
    raise BadAnswer(f"is JSON, but no list of models that is known here; found {found}")


def _read(shape: str, answer: dict[str, Any], read: Callable[[str, dict[str, Any]], Catalogue]) -> Catalogue:
    try:
        return read(shape, answer)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadAnswer(f"looks like a {shape}, but not in every entry: {type(error).__name__}: {error}") from None


def _sane(catalogue: Catalogue) -> None:
    if not catalogue.models:
        raise BadAnswer(f"is a {catalogue.shape}, but an empty one")
    if len(catalogue.models) > MOST_MODELS:
        raise BadAnswer(
            f"lists {len(catalogue.models)} models; more than {MOST_MODELS} is nothing that readers choose from"
        )


def _all_models(answer: dict[str, Any]) -> bool:
    entries = answer.get("data")
    return (
        isinstance(entries, list)
        and bool(entries)
        and isinstance(entries[0], dict)
        and entries[0].get("type") == "model"
    )


def _is_map(answer: dict[str, Any]) -> bool:
    values = list(answer.values())[:20]
    return bool(values) and all(isinstance(value, dict) and "litellm_provider" in value for value in values)


Fits = Callable[[dict[str, Any]], bool]
SHAPES: list[tuple[str, Fits, Callable[[str, dict[str, Any]], Catalogue]]] = [
    ("price list of new-api", lambda answer: has(answer, "data", "model_ratio"), new_api.read),
    ("price list of OpenRouter", lambda answer: has(answer, "data", "pricing"), openrouter.read),
    ("list of LiteLLM", lambda answer: has(answer, "data", "model_info"), litellm.read),
    ("list of Anthropic models", _all_models, vendors.anthropic),
    ("list of Gemini models", lambda answer: has(answer, "models", "name"), vendors.gemini),
    ("list of OpenAI models", lambda answer: has(answer, "data", "id") or answer.get("data") == [], vendors.openai),
    ("price map of LiteLLM", _is_map, litellm.read_map),
]
