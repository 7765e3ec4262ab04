"""What a gateway says that it offers, read from the answer formats that gateways use.

Shapes: the model lists of the OpenAI, Anthropic and Gemini APIs; the price list of new-api (`/api/pricing`, where a
model ratio of 1 is 2 USD per million input tokens); LiteLLM's `/model/info` and its price map, and OpenRouter's
list (USD per token).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gateway_docs.operator import list_prices
from gateway_docs.operator.list_prices import BadAnswer, Price, number

MOST_MODELS = 2000
#: What model names begin with, for lists that do not say whose a model is.
PREFIXES = {
    "openai": ("gpt-", "o1", "o3", "o4", "chatgpt-", "codex-", "text-embedding-"),
    "anthropic": ("claude-",),
    "gemini": ("gemini-", "learnlm-"),
}
#: Of new-api: endpoint type -> the format that it belongs to, and the kind of model that it shows.
ENDPOINT_FORMATS = {
    **dict.fromkeys(("openai", "openai-response", "embeddings", "image-generation", "openai-video"), "openai"),
    "anthropic": "anthropic",
    "gemini": "gemini",
}
ENDPOINT_KINDS = {"embeddings": "embedding", "image-generation": "image", "openai-video": "video"}
OWNERS = {"openai": "openai", "anthropic": "anthropic", "gemini": "gemini", "google": "gemini", "vertex_ai": "gemini"}


@dataclass(frozen=True)
class Offered:
    """One model. Whatever is None the answer does not say.

    `vendor` is one of the three that have a format; `maker` is whose the answer says the model is, `formats` in which
    it is served; `request` is what a request costs, where it is sold so.
    """

    id: str
    vendor: str | None = None
    kind: str | None = None
    groups: list[str] | None = None
    price: Price | None = None
    context: int | None = None
    note: str = ""
    maker: str | None = None
    formats: list[str] | None = None
    request: Decimal | None = None


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


def _first(answer: dict[str, Any], key: str) -> dict[str, Any]:
    entries = answer.get(key)
    return entries[0] if isinstance(entries, list) and entries and isinstance(entries[0], dict) else {}


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
    limit = entry.get("inputTokenLimit")
    return Offered(str(entry["name"]).removeprefix("models/"), "gemini", kind, context=_count(limit))


def _new_api(shape: str, answer: dict[str, Any]) -> Catalogue:
    vendors = {entry.get("id"): entry.get("name") for entry in answer.get("vendors") or [] if isinstance(entry, dict)}
    models = [_new_api_model(entry, vendors) for entry in _entries(answer, "data")]
    ratios = answer.get("group_ratio")
    multipliers = {str(name): number(ratio, f"group_ratio.{name}") for name, ratio in (ratios or {}).items()}
    labels = {str(name): str(text) for name, text in (answer.get("usable_group") or {}).items() if name and text}
    return Catalogue(shape, models, multipliers, labels=labels, currency="USD")


def _new_api_model(entry: dict[str, Any], vendors: dict[Any, Any]) -> Offered:
    name = str(entry["model_name"])
    vendor = vendor_of(name, entry.get("owner_by") or vendors.get(entry.get("vendor_id")))
    groups = [str(group) for group in entry.get("enable_groups") or []]
    types = [str(type_) for type_ in entry.get("supported_endpoint_types") or []]
    said: dict[str, Any] = {
        "maker": vendors.get(entry.get("vendor_id")) or entry.get("owner_by") or None,
        "formats": list(dict.fromkeys(ENDPOINT_FORMATS.get(type_, type_) for type_ in types)) or None,
        "kind": next((ENDPOINT_KINDS[type_] for type_ in types if type_ in ENDPOINT_KINDS), None),
    }
    if entry.get("billing_mode") == "tiered_expr":
        steps = list_prices.by_expression(entry.get("billing_expr"))
        note = "" if steps else "its price is an expression that goes by more than the length of the input"
        return Offered(name, vendor, groups=groups, price=steps, note=note, **said)
    if entry.get("quota_type") == 1:
        request = number(entry.get("model_price"), f"{name}.model_price")
        return Offered(name, vendor, groups=groups, note="is not sold by tokens at one price", request=request, **said)
    return Offered(name, vendor, groups=groups, price=list_prices.by_ratios(entry, name), **said)


def _litellm(shape: str, answer: dict[str, Any]) -> Catalogue:
    models = [
        _litellm_model(str(entry["model_name"]), entry.get("model_info") or {}) for entry in _entries(answer, "data")
    ]
    return Catalogue(shape, models)


def _litellm_map(shape: str, answer: dict[str, Any]) -> Catalogue:
    """The price map lists every model there is, offered here or not."""
    models = [
        _litellm_model(name.rpartition("/")[2], info)
        for name, info in answer.items()
        if isinstance(info, dict) and name != "sample_spec" and _owner(info.get("litellm_provider"))
    ]
    return Catalogue(shape, list({model.id: model for model in models}.values()), complete=False)


def _litellm_model(name: str, info: dict[str, Any]) -> Offered:
    kind = {"chat": "chat", "completion": "chat", "responses": "chat", "embedding": "embedding"}.get(
        info.get("mode", "")
    )
    price = list_prices.of_litellm(info, name, kind == "embedding")
    limit = info.get("max_input_tokens") or info.get("max_tokens")
    maker = info.get("litellm_provider") or None
    vendor = vendor_of(name, maker)
    return Offered(name, vendor, kind, price=price, context=_count(limit), maker=maker, formats=["openai"])


def _openrouter(shape: str, answer: dict[str, Any]) -> Catalogue:
    return Catalogue(shape, [_openrouter_model(entry) for entry in _entries(answer, "data")], currency="USD")


def _openrouter_model(entry: dict[str, Any]) -> Offered:
    """Prices are texts, in USD per token; -1 stands for one that varies."""
    name, told = str(entry["id"]), entry["pricing"]
    maker = name.partition("/")[0].lstrip("~") if "/" in name else None
    shared: dict[str, Any] = {"maker": maker, "formats": ["openai"], "context": _count(entry.get("context_length"))}
    vendor = vendor_of(name.rpartition("/")[2], maker)
    if any(str(told.get(part)).startswith("-") for part in ("prompt", "completion")):
        return Offered(name, vendor, note="its price varies", **shared)
    price = list_prices.of_openrouter(told, name)
    if price is None:
        return Offered(name, vendor, note="this list does not say its price by tokens", **shared)
    modes = (entry.get("architecture") or {}).get("output_modalities") or ["text"]
    kind = None if "text" in modes else "image" if "image" in modes else "other"
    return Offered(name, vendor, kind, price=price, **shared)


def vendor_of(name: str, owner: object = None) -> str | None:
    """The vendor whose model this is: by what the list says, else by its name; None: neither tells."""
    by_name = [vendor for vendor, prefixes in PREFIXES.items() if name.lower().startswith(prefixes)]
    return next(iter(by_name), None) or _owner(owner)


def _owner(owner: object) -> str | None:
    words = str(owner or "").lower().replace("-", "_")
    return next((vendor for word, vendor in OWNERS.items() if words.startswith(word)), None)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _is_map(answer: dict[str, Any]) -> bool:
    values = list(answer.values())[:20]
    return bool(values) and all(isinstance(value, dict) and "litellm_provider" in value for value in values)


Fits = Callable[[dict[str, Any]], bool]
SHAPES: list[tuple[str, Fits, Callable[[str, dict[str, Any]], Catalogue]]] = [
    ("price list of new-api", lambda answer: "model_ratio" in _first(answer, "data"), _new_api),
    ("price list of OpenRouter", lambda answer: "pricing" in _first(answer, "data"), _openrouter),
    ("list of LiteLLM", lambda answer: "model_info" in _first(answer, "data"), _litellm),
    ("list of Anthropic models", lambda answer: _first(answer, "data").get("type") == "model", _anthropic),
    ("list of Gemini models", lambda answer: "name" in _first(answer, "models"), _gemini),
    ("list of OpenAI models", lambda answer: "id" in _first(answer, "data") or answer.get("data") == [], _openai),
    ("price map of LiteLLM", _is_map, _litellm_map),
]
