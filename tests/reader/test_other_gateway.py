"""Another operator's gateway: its pages show the demo's code blocks with its own names, so the demo's walks prove them.

`pytest --all` follows one walk for each set of vendors and settings formats, and one for each reason to show something
else.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.connect.assemble import downloads
from gateway_docs.environments import environments, environments_of
from gateway_docs.facts import Facts
from gateway_docs.mock import serve
from gateway_docs.pages.names import names
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import parse_yaml
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Site
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import Walk, walks

VENDORS = ("OpenAI", "Anthropic", "Gemini")
#: The walks that show something else: which, and why.
SHORT_NAMES, LENGTH = "names a model for each short name", "writes how long a request may be"
SHOWN_OTHERWISE = {
    **{f"claude-code {way}": SHORT_NAMES for way in ("Settings file", "macOS, Linux")},
    "claude-agent-sdk macOS, Linux": SHORT_NAMES,
    "troubleshooting": "names the variables of each vendor, in the order of the facts",
    **{f"{client} {vendor}": LENGTH for client in ("openclaw", "kilo-code") for vendor in VENDORS},
    **{f"copilot {vendor}": LENGTH for vendor in VENDORS[:2]},
    **{f"opencode {way}": LENGTH for way in (*VENDORS, "macOS, Linux")},
    "chatbox": "names the console, and the address without its version",
    "connect Linux": "names a region",
}
#: The name has an apostrophe and an ampersand, which are hard for a settings file: those that say it are compared as
#: what a client reads of them.
READ: dict[str, Callable[[str], Any]] = {"json": json.loads, "toml": tomllib.loads, "yaml": parse_yaml}
Shown = list[tuple[str, str | None, str]]


def words(facts: Facts) -> dict[str, str]:
    """What a gateway calls the things that code blocks name."""
    known = names(facts, "en")
    found = {"site": facts.site_url.rstrip("/"), "host": known["region"].host, "name": facts.name}
    for vendor in facts.vendors:
        offered = known[vendor.id]
        found |= {f"{vendor.id} {name}": getattr(offered, name) for name in ("base_url", "model", "small_model", "key")}
        if embedding := offered.embedding_model:
            found[f"{vendor.id} embedding"] = embedding
    return found


def shown(walk: Walk, exchanged: dict[str, str], name: str) -> Shown:
    """The code blocks of a walk of the gateway `name`, names exchanged; recordings are left out: test_odd_walks makes
    them anew."""
    literals = "|".join(re.escape(word) for word in sorted(exchanged, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.-])({literals})(?![\w-]|\.\w)")
    return [
        (fence.language, fence.title, pattern.sub(lambda match: exchanged[match[1]], as_read(fence, name)))
        for fence in walk.fences
        if fence.language != "text"
    ]


def as_read(fence: Fence, name: str) -> str:
    """What is published, or where settings say `name`, what a client reads. ValueError: they cannot be read."""
    if name not in fence.published or fence.language not in READ:
        return fence.published
    read = READ[fence.language](fence.published)
    assert name in texts(read), f"{fence}: what is read is not {name!r}"
    return "\n".join(texts(read))


def texts(read: Any) -> Iterator[str]:
    """Every name and value of settings, in their order."""
    if isinstance(read, dict):
        for name, value in read.items():
            yield from (f"{name}:", *texts(value))
    elif isinstance(read, list):
        yield "-"
        for value in read:
            yield from texts(value)
    else:
        yield str(read)


def ways(site: Site) -> Iterator[Walk]:
    for path in sorted((site.docs / "en").rglob("*.md")):
        yield from walks(site.read(path))


def form(walk: Walk, facts: Facts) -> tuple[frozenset[str], ...]:
    """The vendors whose keys a walk uses, and the formats in which it tells clients of the gateway."""
    text = "".join(fence.published for fence in walk.fences)
    vendors = {vendor.id for vendor in facts.vendors if vendor.key in text}
    formats = {fence.language if fence.title or fence.language in ("js", "python") else "" for fence in walk.fences}
    return frozenset(vendors), frozenset(formats - {""})


@pytest.fixture(scope="module")
def other() -> Site:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GATEWAY_FACTS", str(ROOT / "tests" / "site" / "other-gateway.yml"))
        return Site(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def otherwise(other: Site) -> list[Walk]:
    """The walks of the other gateway that no walk of the demo's proves."""
    demo = Site(ROOT / "mkdocs.yml")
    demo_words, other_words = words(demo.facts), words(other.facts)
    exchanged = {other_words[name]: word for name, word in demo_words.items() if name in other_words}
    proven = [shown(walk, {"": ""}, demo.facts.name) for walk in ways(demo)]
    return [walk for walk in ways(other) if shown(walk, exchanged, other.facts.name) not in proven]


def name(walk: Walk) -> str:
    return f"{walk.page.path.stem} {walk.name}".strip()


def says_the_name(walk: Walk, facts: Facts) -> bool:
    return any(facts.name in fence.published for fence in walk.fences)


def test_pages_are_the_demos_with_other_names(other: Site, otherwise: list[Walk]):
    assert {name(walk) for walk in otherwise} == {*SHOWN_OTHERWISE}


@pytest.fixture(scope="module")
def followed(other: Site, otherwise: list[Walk]) -> dict[str, Walk]:
    """One for each reason to show something else; for each other form one that says the name, or a quick one."""
    by_reason = {SHOWN_OTHERWISE.get(name(walk), name(walk)): walk for walk in otherwise}
    by_form = {form(walk, other.facts): walk for walk in by_reason.values()}
    for walk in sorted(ways(other), key=lambda walk: (not says_the_name(walk, other.facts), not is_quick(walk))):
        if walk.fences and walk.page.path.stem != "kilo-code":  # a slower OpenCode
            by_form.setdefault(form(walk, other.facts), walk)
    return {name(walk): walk for walk in [*by_reason.values(), *by_form.values()]}


def is_quick(walk: Walk) -> bool:
    """The vendors' own SDKs start in a second."""
    return "-sdk" in walk.page.path.stem and "agent" not in walk.page.path.stem


@pytest.mark.walk
@pytest.mark.thorough
def test_walks_hold(other: Site, followed: dict[str, Walk], shared, tmp_path: Path, request):
    with serve(other.facts, files=downloads(other.facts)) as gateway:
        for number, walk in enumerate(followed.values()):
            client = shared.clients.get(walk.page.client or "")
            known = environments_of(client.id)[:1] if client else environments()
            stage = Stage(gateway, tmp_path / f"walk{number}", known)
            Walker(walk, client, stage).follow(evaluator(tmp_path, request.node))
    assert len(followed) >= 12
    print(f"the other gateway: {len(followed)} walks followed, the rest compared as text")
