"""What a gateway says that it offers, read from the answer formats that gateways use.

Shapes: the model lists of the OpenAI, Anthropic and Gemini APIs; the price list of new-api (`/api/pricing`, where a
model ratio of 1 is 2 USD per million input tokens); LiteLLM's `/model/info` and its price map, and OpenRouter's
list (USD per token).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gateway_docs.operator import list_prices
from gateway_docs.operator.list_prices import BadAnswer, Price, number
from gateway_docs.operator.makers import by_model, by_name, name_of, vendor_of

MOST_MODELS = 2000
#: Of new-api: endpoint type -> the format that it belongs to, and the kind of model that it shows.
ENDPOINT_FORMATS = {
    **dict.fromkeys(("openai", "openai-response", "openai-response-compact", "embeddings"), "openai"),
    **dict.fromkeys(("image-generation", "openai-video"), "openai"),
    "anthropic": "anthropic",
    "gemini": "gemini",
}
ENDPOINT_KINDS = {"embeddings": "embedding", "image-generation": "image", "openai-video": "video"}
#: Of LiteLLM: mode -> kind of model. It serves a chat model in Anthropic's format, too; Gemini's it serves in part.
LITELLM_KINDS = {
    **dict.fromkeys(("chat", "completion", "responses"), "chat"),
    **{"embedding": "embedding", "image_generation": "image", "image_edit": "image", "video_generation": "video"},
    **{"audio_speech": "audio", "audio_transcription": "audio", "rerank": "rerank"},
    **dict.fromkeys(("moderation", "realtime", "ocr", "search", "vector_store"), "other"),
}
#: Of OpenRouter: what a model gives, that which tells most first -> its kind.
OPENROUTER_KINDS = {
    **{"text": "chat", "image": "image", "video": "video", "audio": "audio"},
    **{"embeddings": "embedding", "rerank": "rerank"},
}


@dataclass(frozen=True)
class Offered:
    """One model. Whatever is None the answer does not say.

    `vendor` is one of the three that have a format; `maker` is whose the answer says the model is, `formats` in which
    it is served; `by` is what a request, an image or a second costs, where it is sold so; `assumed` is what the answer
    does not say, but what holds of its software.
    """

    id: str
    vendor: str | None = None
    kind: str | None = None
    groups: list[str] | None = None
    price: Price | None = None
    context: int | None = None
    max_output: int | None = None
    note: str = ""
    maker: str | None = None
    formats: list[str] | None = None
    by: Mapping[str, Decimal] = field(default_factory=dict)
    assumed: str = ""

    def limits(self, usual_context: int | None = None) -> dict[str, int]:
        """`context` and `max_output`, as far as they are told. An answer longer than the context is a mistake there."""
        context = self.context or usual_context
        told = {"context": self.context, "max_output": self.max_output}
        return {name: limit for name, limit in told.items() if limit and limit <= (context or limit)}


@dataclass(frozen=True)
class Catalogue:
    """`complete`: a model that is missing is not offered. `multipliers` and `labels` by group id."""

    shape: str
    models: list[Offered]
    multipliers: dict[str, Decimal] = field(default_factory=dict)
    complete: bool = True
    labels: dict[str, str] = field(default_factory=dict)
    currency: str | None = None


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


def _entries(answer: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = answer[key]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadAnswer(f"holds no list of objects under {key!r}")
    return entries


def _any(answer: dict[str, Any], key: str, name: str) -> bool:
    """Whether an entry of the list under `key` has `name`; single entries may lack what the others have."""
    entries = answer.get(key)
    return isinstance(entries, list) and any(isinstance(entry, dict) and name in entry for entry in entries)


def _openai(shape: str, answer: dict[str, Any]) -> Catalogue:
    models = [
        Offered(str(entry["id"]), vendor_of(str(entry["id"]), entry.get("owned_by")))
        for entry in _entries(answer, "data")
    ]
    return Catalogue(shape, models)


def _anthropic(shape: str, answer: dict[str, Any]) -> Catalogue:
    models = [Offered(str(entry["id"]), "anthropic") for entry in _entries(answer, "data")]
    return Catalogue(shape, models, complete=not answer.get("has_more"))


def _gemini(shape: str, answer: dict[str, Any]) -> Catalogue:
    models = [_gemini_model(entry) for entry in _entries(answer, "models")]
    return Catalogue(shape, models, complete=not answer.get("nextPageToken"))


def _gemini_model(entry: dict[str, Any]) -> Offered:
    methods = entry.get("supportedGenerationMethods") or []
    kind = "embedding" if methods and all("embed" in str(method).lower() for method in methods) else None
    return Offered(
        str(entry["name"]).removeprefix("models/"),
        "gemini",
        kind,
        context=_count(entry.get("inputTokenLimit")),
        max_output=_count(entry.get("outputTokenLimit")),
    )


def _new_api(shape: str, answer: dict[str, Any]) -> Catalogue:
    vendors = {entry.get("id"): entry.get("name") for entry in answer.get("vendors") or [] if isinstance(entry, dict)}
    models = [_new_api_model(entry, vendors) for entry in _entries(answer, "data")]
    ratios = answer.get("group_ratio")
    multipliers = {str(name): number(ratio, f"group_ratio.{name}") for name, ratio in (ratios or {}).items()}
    labels = {str(name): str(text) for name, text in (answer.get("usable_group") or {}).items() if name and text}
    return Catalogue(shape, models, multipliers, labels=labels, currency="USD")


def _new_api_model(entry: dict[str, Any], vendors: dict[Any, Any]) -> Offered:
    name, maker = str(entry["model_name"]), vendors.get(entry.get("vendor_id")) or entry.get("owner_by")
    types = [str(type_) for type_ in entry.get("supported_endpoint_types") or []]
    said: dict[str, Any] = {
        "vendor": vendor_of(name, maker),
        "groups": [str(group) for group in entry.get("enable_groups") or []],
        "maker": _maker(name, maker),
        "formats": list(dict.fromkeys(ENDPOINT_FORMATS.get(type_, type_) for type_ in types)) or ["openai"],
        "kind": next((ENDPOINT_KINDS[type_] for type_ in types if type_ in ENDPOINT_KINDS), None),
        "assumed": "" if types else "served in openai, for which this software needs no channel of another type",
    }
    if entry.get("billing_mode") == "tiered_expr":
        steps = list_prices.by_expression(entry.get("billing_expr"))
        note = "" if steps else "its price is an expression that goes by more than the length of the input"
        return Offered(name, price=steps, note=note, **said)
    if entry.get("quota_type") == 1:
        by = _by({"request": entry.get("model_price")}, f"{name}.model_price")
        return Offered(name, note="is not sold by tokens at one price", by=by, **said)
    price = None if entry.get("model_ratio") is None else list_prices.by_ratios(entry, name)
    return Offered(name, price=price, **said)


def _maker(model: str, told: object) -> str | None:
    """Whose a model is in the list's own words; where it has none, by the model's name, which may name an owner."""
    known = by_model(model)
    return str(told) if told else name_of(known) if known else model.rpartition("/")[0].rpartition("/")[2] or None


def _by(told: Mapping[str, object], place: str) -> dict[str, Decimal]:
    """Prices that are not by tokens; nothing and zero are none."""
    found = {unit: number(value, place) for unit, value in told.items() if value is not None}
    return {unit: price for unit, price in found.items() if price}


def _litellm(shape: str, answer: dict[str, Any]) -> Catalogue:
    models = [
        _litellm_model(str(entry["model_name"]), entry.get("model_info") or {}) for entry in _entries(answer, "data")
    ]
    return Catalogue(shape, models, currency="USD")


def _litellm_map(shape: str, answer: dict[str, Any]) -> Catalogue:
    """The price map lists every model there is, offered here or not."""
    models = [
        _litellm_model(name.rpartition("/")[2], info)
        for name, info in answer.items()
        if isinstance(info, dict) and name != "sample_spec" and vendor_of("", info.get("litellm_provider"))
    ]
    return Catalogue(shape, list({model.id: model for model in models}.values()), complete=False, currency="USD")


def _litellm_model(name: str, info: dict[str, Any]) -> Offered:
    """`litellm_provider` is who answers, often not who made the model."""
    kind, provider = LITELLM_KINDS.get(info.get("mode") or "chat", "other"), info.get("litellm_provider")
    words = name.rpartition("/")[2]
    maker = by_model(words) or by_name(words) or by_name(provider)
    units = {"image": "output_cost_per_image", "second": "output_cost_per_second", "request": "input_cost_per_query"}
    return Offered(
        name,
        vendor_of(name, provider),
        kind,
        price=_by_tokens(list_prices.of_litellm(info, name, kind == "embedding"), kind),
        context=_count(info.get("max_input_tokens") or info.get("max_tokens")),
        max_output=_count(info.get("max_output_tokens")),
        maker=name_of(maker) if maker else provider and str(provider),
        formats=["openai", "anthropic"] if kind == "chat" else ["openai"],
        by=_by({unit: info.get(told) for unit, told in units.items()}, f"{name}.model_info"),
    )


def _by_tokens(price: Price | None, kind: str) -> Price | None:
    """What is sold otherwise stands in lists with zeros for its tokens."""
    return None if price and kind != "chat" and not (price.input or price.output) else price


def _openrouter(shape: str, answer: dict[str, Any]) -> Catalogue:
    return Catalogue(shape, [_openrouter_model(entry) for entry in _entries(answer, "data")], currency="USD")


def _openrouter_model(entry: dict[str, Any]) -> Offered:
    """Prices are texts, in USD per token; -1 stands for one that varies."""
    name, told = str(entry["id"]), entry.get("pricing") or {}
    maker = _maker(name, name.partition("/")[0] if "/" in name else None)
    vendor = vendor_of(name, maker)
    shared: dict[str, Any] = {"maker": maker, "formats": ["openai"], "context": _count(entry.get("context_length"))}
    if any(str(told.get(part)).startswith("-") for part in ("prompt", "completion")):
        return Offered(name, vendor, note="its price varies", **shared)
    modes = (entry.get("architecture") or {}).get("output_modalities") or ["text"]
    kind = next((kind for mode, kind in OPENROUTER_KINDS.items() if mode in modes), "other")
    by = _by({"request": told.get("request")}, f"{name}.pricing.request")
    price = _by_tokens(list_prices.of_openrouter(told, name), kind)
    note = "" if price else "this list does not say its price by tokens"
    return Offered(name, vendor, kind, price=price, note=note, by=by, **shared)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


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
    ("price list of new-api", lambda answer: _any(answer, "data", "model_ratio"), _new_api),
    ("price list of OpenRouter", lambda answer: _any(answer, "data", "pricing"), _openrouter),
    ("list of LiteLLM", lambda answer: _any(answer, "data", "model_info"), _litellm),
    ("list of Anthropic models", _all_models, _anthropic),
    ("list of Gemini models", lambda answer: _any(answer, "models", "name"), _gemini),
    ("list of OpenAI models", lambda answer: _any(answer, "data", "id") or answer.get("data") == [], _openai),
    ("price map of LiteLLM", _is_map, _litellm_map),
]
