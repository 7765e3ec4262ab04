"""Whether the provider that a settings file chooses, and the models that it names, stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gateway_docs.doctor.parts.formats import inside
from gateway_docs.doctor.parts.given import SETTINGS
from gateway_docs.doctor.parts.globs import fit

if TYPE_CHECKING:  # Python 3.8 cannot make it
    Found = tuple[tuple[str, ...], dict[str, Any]]


def choices(structure: dict[str, Any], content: Any, entries: list[tuple[tuple[str, ...], str]]) -> Iterator[Found]:
    """(path, what is wrong) of each choice of something that the file does not have."""
    providers = inside(content, (structure["providers"] or "").split("/"))
    names = list(providers) if isinstance(providers, dict) else []
    place = tuple((structure["chosen"] or "").split("/"))
    said = inside(content, list(place))
    if not names:
        return
    if isinstance(said, str) and said:
        wanted = said.split("/")[0] if structure["catalogue"] else said
        if structure["catalogue"] and "/" not in said:
            yield place, {"words": "needs_provider", "model": said, "right": f"{names[0]}/{said}"}
            return
        if wanted not in names:
            if not any(f"{wanted}-".startswith(f"{name}-") for name in SETTINGS["built_in"]):
                yield place, {"words": "provider_missing", "wanted": wanted, "known": ", ".join(names)}
            return
    if structure["listed"]:
        yield from _unlisted(structure, entries)


def _unlisted(structure: dict[str, Any], entries: list[tuple[tuple[str, ...], str]]) -> Iterator[Found]:
    named = [
        (path, value)
        for path, value in entries
        if "/" in value and any(fit(glob, path, {}) is not None for glob in structure["model"])
    ]
    for path, value in named:
        provider, _, model = value.partition("/")
        ids = _listed_by(structure["listed"], {"chosen": provider}, entries)
        if not ids or model in ids:
            continue
        meant = next((one for one in ids if one.lower() == model.lower()), None)
        yield (
            path,
            {"words": "model_spelt", "model": model, "meant": meant}
            if meant
            else {
                "words": "model_unlisted",
                "model": model,
            },
        )


def _listed_by(listed: dict[str, Any], bound: dict[str, Any], entries: list[tuple[tuple[str, ...], str]]) -> list[str]:
    """The models that a provider offers; none where nobody can tell."""
    if not any(fit(listed["only_if"], path, bound) is not None for path, _ in entries):
        return []
    if listed["at"].endswith("/id"):
        return [value for path, value in entries if fit(listed["at"], path, bound) is not None]
    return [path[-1] for path, _ in entries if fit(listed["at"] + "/*", path, bound) is not None]
