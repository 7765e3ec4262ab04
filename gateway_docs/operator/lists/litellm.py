"""LiteLLM's `/model/info` and its price map, in USD per token, with steps as `…_above_200k_tokens`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gateway_docs.operator.lists.entries import by_tokens, count, entries_of, priced_by
from gateway_docs.operator.lists.offered import Catalogue, Offered
from gateway_docs.operator.lists.prices import Price, by_token, stepped
from gateway_docs.operator.makers import by_model, by_name, name_of, vendor_of

#: Mode -> kind of model. It serves a chat model in Anthropic's format, too; Gemini's it serves in part.
KINDS = {
    **dict.fromkeys(("chat", "completion", "responses"), "chat"),
    **{"embedding": "embedding", "image_generation": "image", "image_edit": "image", "video_generation": "video"},
    **{"audio_speech": "audio", "audio_transcription": "audio", "rerank": "rerank"},
    **dict.fromkeys(("moderation", "realtime", "ocr", "search", "vector_store"), "other"),
}
PARTS = {
    "input": "input_cost_per_token",
    "output": "output_cost_per_token",
    "cached_input": "cache_read_input_token_cost",
    "cache_write": "cache_creation_input_token_cost",
}
_ABOVE = re.compile(r"input_cost_per_token_above_(\d+)k_tokens")


def read(shape: str, answer: dict[str, Any]) -> Catalogue:
    """The models of `/model/info`; KeyError, TypeError, AttributeError: not in every entry."""
    models = [_model(str(entry["model_name"]), entry.get("model_info") or {}) for entry in entries_of(answer, "data")]
    return Catalogue(shape, models, currency="USD")


def read_map(shape: str, answer: dict[str, Any]) -> Catalogue:
    """The price map lists every model there is, offered here or not."""
    models = [
        _model(name.rpartition("/")[2], info)
        for name, info in answer.items()
        if isinstance(info, dict) and name != "sample_spec" and vendor_of("", info.get("litellm_provider"))
    ]
    return Catalogue(shape, list({model.id: model for model in models}.values()), complete=False, currency="USD")


def _model(name: str, info: dict[str, Any]) -> Offered:
    """`litellm_provider` is who answers, often not who made the model."""
    kind, provider = KINDS.get(info.get("mode") or "chat", "other"), info.get("litellm_provider")
    words = name.rpartition("/")[2]
    maker = by_model(words) or by_name(words) or by_name(provider)
    units = {"image": "output_cost_per_image", "second": "output_cost_per_second", "request": "input_cost_per_query"}
    return Offered(
        name,
        vendor_of(name, provider),
        kind,
        price=by_tokens(_price(info, name, kind == "embedding"), kind),
        context=count(info.get("max_input_tokens") or info.get("max_tokens")),
        max_output=count(info.get("max_output_tokens")),
        maker=name_of(maker) if maker else provider and str(provider),
        formats=["openai", "anthropic"] if kind == "chat" else ["openai"],
        by=priced_by({unit: info.get(told) for unit, told in units.items()}, f"{name}.model_info"),
    )


def _price(told: Mapping[str, Any], name: str, embeds: bool) -> Price | None:
    """`told` is `model_info` of an entry. None: it does not say the price by tokens."""
    told = {**told, **({PARTS["output"]: told.get(PARTS["output"]) or 0} if embeds else {})}
    base = by_token(told, PARTS, name)
    if not base:
        return None
    steps = []
    lengths = [int(found[1]) for key in told if told[key] is not None and (found := _ABOVE.fullmatch(key))]
    for thousands in sorted(lengths):
        above = {part: f"{key}_above_{thousands}k_tokens" for part, key in PARTS.items()}
        own = {PARTS[part]: told[key] for part, key in above.items() if told.get(key) is not None}
        price = by_token({**told, **own}, PARTS, name)
        steps += [(thousands * 1000, price)] if price else []
    return stepped([(0, base), *steps])
