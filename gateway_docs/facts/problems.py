"""Problems that the rules between facts find: where, what stands there, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from gateway_docs.dialects import DialectId, dialect, dialect_ids
from gateway_docs.facts.model import ModelPrice, Sold
from gateway_docs.facts.types import Kind

Place = tuple[str | int, ...]
Problem = tuple[Place, object, str]


def one_of(what: str, allowed: Iterable[str]) -> str:
    """The message for a value that is none of the `allowed` ones."""
    return f"must be {what}: {', '.join(allowed) or 'there is none'}"


def among(place: Place, found: Sequence[str], allowed: Sequence[str], what: str) -> Iterator[Problem]:
    """The entries of a list at `place` that are none of the `allowed` ones."""
    for i, item in enumerate(found):
        if item not in allowed:
            yield (*place, i), item, one_of(what, allowed)


def repeated(entries: Iterable[tuple[Place, str]], what: str) -> Iterator[Problem]:
    """Values that stand at an earlier place, too."""
    seen: set[str] = set()
    for place, value in entries:
        if value in seen:
            yield place, value, f"is used twice: each {what} must be different"
        seen.add(value)


def of_models(models: Sequence[Sold], needed: Collection[str] | None = None) -> Iterator[Problem]:
    """What holds of every model: its names, and what must be said of it. `needed`: which need a context, if not all."""
    names = [
        (("models", i, name), getattr(model, name)) for name in ("id", "snapshot") for i, model in enumerate(models)
    ]
    yield from repeated(((place, name) for place, name in names if name), "id or snapshot")
    for m, model in enumerate(models):
        if model.context is None and (model.kind in ("chat", "embedding") if needed is None else model.id in needed):
            yield ("models", m, "context"), model.id, f"is missing; its context window in tokens: {model.kind} needs it"
        if model.max_output and model.context and model.max_output > model.context:
            told = f"must not be more than the context, {model.context}"
            yield ("models", m, "max_output"), model.max_output, told
        yield from _steps(("models", m, "price", "steps"), model.price)
        if model.price is None and (model.price_by is None or not model.price_by.model_fields_set):
            told = "is missing; a price by tokens, or else price_by with request, image, second or words"
            yield ("models", m, "price"), model.id, told


def _steps(place: Place, price: ModelPrice | None) -> Iterator[Problem]:
    """Steps that do not begin later than the one before."""
    lengths = [step.above for step in price.steps] if price else []
    for s, (before, above) in enumerate(pairwise(lengths), 1):
        if above <= before:
            yield (*place, s, "above"), above, f"must be more than that of the step before, {before}"


def default_kind(models: Iterable[Sold]) -> Kind:
    """What the default models of a file are: chat models, or embedding models where it sells no chat model."""
    return "chat" if any(model.kind == "chat" for model in models) else "embedding"


def for_default(models: Iterable[Sold], kind: Kind) -> list[str]:
    """Those of `models` that may be a default: on sale, of that kind, sold by tokens, with which pages calculate."""
    return [model.id for model in models if model.kind == kind and model.state == "available" and model.price]


def without_chat(models: Iterable[Sold], served: Iterable[tuple[Place, DialectId]]) -> Iterator[Problem]:
    """Formats whose guides show chat alone, where no model is one."""
    embeds = [id_ for id_ in dialect_ids() if dialect(id_).embeds]
    for place, format_ in served if default_kind(models) == "embedding" else ():
        if format_ not in embeds:
            told = "serves chat models alone, and none is sold; a gateway without them needs embeddings in "
            yield place, format_, told + ", ".join(embeds)
