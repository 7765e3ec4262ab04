"""Slips in a fence that no run shows: a second model that nobody asks for, the settings of an app with windows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from gateway_docs.clients import Client
from gateway_docs.reader.described import not_read
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.file_types import language_of
from gateway_docs.reader.known import Known, named, without
from gateway_docs.reader.parsing import PARSERS
from gateway_docs.reader.placeholders import PLACEHOLDER
from gateway_docs.reader.schema_address import wrong_schema

#: So much alike is a slip of the keyboard, not another name.
ALIKE = 0.85
_URL = re.compile(r"""https?://[^\s"'`\\)>,]+""")
_TYPED_KEY = re.compile(r"(?<![\w-])sk-[\w-]{6,}")
_WORD = re.compile(r"[A-Za-z0-9][\w.-]*\w")


def slip(fence: Fence, known: Known, client: Client | None) -> str | None:
    """What is wrong in `fence`, of the guide of `client`, in words for an author; None: nothing."""
    if fence.language == "text":
        return None
    if (found := language_of(fence)) not in (None, fence.language):
        return f"its file is {found}, the fence says {fence.language}"
    if client and client.not_run and (problem := not_read(fence, client)):
        return problem
    if problem := next(wrong_schema(fence, client), None):
        return problem
    if problem := next(misspelled(fence.published, known), None):
        return problem
    return next((problem for check in (_base_urls, _vendors) for problem in check(fence, known)), None)


def misspelled(text: str, known: Known) -> Iterator[str]:
    """Keys typed into `text`, and its addresses, models and vendors' variables that are nearly the gateway's."""
    for match in _TYPED_KEY.finditer(text):
        yield f"{match[0]} is a key: write a placeholder such as YOUR_OPENAI_KEY"
    for url in addresses_in(text):
        host = urlsplit(url).hostname or ""
        if host in known.hosts and not url.startswith("https://"):
            yield f"{url} does not begin with https://"
    hosts = known.hosts | {urlsplit(url).hostname or "" for url in known.addresses}
    for word in _WORD.findall(without(text, known.models)):
        if other := _alike(word, known.models):
            yield f"{word} is not the model {other}"
        if other := _alike(word, [*known.key_prefixes, *hosts]):
            yield f"{word} is not {other}"


def addresses_in(text: str) -> list[str]:
    return _URL.findall(text)


def _base_urls(fence: Fence, known: Known) -> Iterator[str]:
    vendors = _vendors_of_keys(fence) & known.base_urls.keys() or known.base_urls.keys()
    right = {known.base_urls[vendor] for vendor in vendors}
    for url in addresses_in(fence.published):
        host = urlsplit(url).hostname
        if host in known.api_hosts and right and fence.language in PARSERS and url not in right:
            yield f"{url} is not the base URL in client.yml, {' or '.join(sorted(right))}"
        if host in {urlsplit(one).hostname for one in known.addresses} - known.api_hosts and url not in known.addresses:
            yield f"{url} is none of the addresses in the facts"


def _vendors_of_keys(fence: Fence) -> set[str]:
    return {match[1].lower() for match in PLACEHOLDER.finditer(fence.published) if match[1]}


def _vendors(fence: Fence, known: Known) -> Iterator[str]:
    """The models in a fence are served in the formats whose keys it names, and each key has one."""
    keys = _vendors_of_keys(fence)
    served = [set(known.models[model]) for model in named(fence.published, known.models)]
    models = set().union(*served)
    if keys and served and not (keys <= models and all(keys & formats for formats in served)):
        yield f"it names keys of {' and '.join(sorted(keys))}, but models of {' and '.join(sorted(models))}"


def _alike(word: str, names: Iterable[str]) -> str | None:
    """The name that `word` nearly is. None: it is one of them, or not like any."""
    nearest = get_close_matches(word, [name for name in names if len(name) > 5 or name == word], 1, ALIKE)
    return nearest[0] if nearest and nearest[0] != word else None
