"""What readers are told of the addresses of the gateway: which it serves, and what it answers at others."""

from __future__ import annotations

import re
from typing import Literal

from gateway_docs.dialects import dialects
from gateway_docs.facts import Facts
from gateway_docs.software import Answer, software

Lost = Literal["404", "page", "served"]


def shows_console(facts: Facts) -> bool:
    """Whether an address without a version is answered with a web page."""
    return facts.software is not None and software(facts.software).console is not None


def without_version(facts: Facts) -> dict[str, Lost]:
    """Endpoint -> what answers at its path without the version: nothing, the console's page, or the endpoint itself."""
    paths = {endpoint.name: path for one in reversed(dialects()) for endpoint, path, _ in one.paths()}
    return {name: _answers(facts, re.sub("^/v1(beta)?(?=/)", "", path)) for name, path in paths.items()}


def _answers(facts: Facts, path: str) -> Lost:
    own = software(facts.software) if facts.software else None
    if own is None:
        return "404"
    return "served" if own.place_of(path) != path else "page" if own.shows_console(path) else "404"


def serves_besides(facts: Facts, path: str) -> bool:
    """Whether the gateway's software has an address of its own there, which no dialect has."""
    return facts.software is not None and path in software(facts.software).besides


def serves_responses(facts: Facts) -> bool:
    """Whether OpenAI's Responses are served beside Chat Completions."""
    return serves(facts, "/v1/responses")


def serves(facts: Facts, path: str) -> bool:
    """Whether the gateway serves this path of a dialect, in which `…` stands for a model and a method."""
    return facts.software is None or not software(facts.software).lacks(path.replace("…", "model:method"))


def serves_gemini_v1(facts: Facts) -> bool:
    """Whether Gemini's newer version is served beside `/v1beta`, which every gateway with Gemini has."""
    return facts.software is None or software(facts.software).gemini_versions != ["/v1beta"]


def lists_gemini_models(facts: Facts) -> bool:
    """Whether models are listed in Gemini's format, too, and not in those of other vendors alone."""
    gemini = next(one for one in dialects() if one.id == "gemini")
    return serves(facts, gemini.path("models"))


def names_address(facts: Facts) -> bool:
    """Whether the gateway says in a 404 which address it was asked for."""
    answer = software(facts.software).refusals["unknown-path"] if facts.software else None
    return not isinstance(answer, Answer) or "{path}" in str(answer.message)


def always_tells_id(facts: Facts) -> bool:
    """Whether every answer has the id of its request, also those to an unknown key."""
    own = software(facts.software) if facts.software else None
    answers = (one for one in own.refusals.values() if isinstance(one, Answer)) if own else ()
    return own is None or all((one.headers or {}).get(own.request_id or "", "sent") for one in answers)
