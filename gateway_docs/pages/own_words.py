"""What the gateway's software says when it refuses, as lines of a list for each entry of Troubleshooting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from gateway_docs.dialects import dialect
from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.software import CATALOGUE, Software, software
from gateway_docs.software.model import Message

Said = tuple[str, int, Message]
#: Behind messages, and another one each time.
_REQUEST_ID = re.compile(r" ?\(request id: .*")
_VARIES = re.compile(r"\{\w+\}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\+\d\d:\d\d)?|\d+\.\d+")


def own_words(facts: Facts, language: str) -> defaultdict[str, str]:
    """Entry -> the messages by status; empty where no software is named, or where it says nothing."""
    words, comma = locale.words(language)["refused"], locale.words(language)["enumerations"]["comma"]
    found = defaultdict[str, defaultdict[int, dict[str, None]]](lambda: defaultdict(dict))
    own = software(facts.software) if facts.software else None
    for entry, status, message in _said(own, [vendor.id for vendor in facts.vendors]) if own else ():
        found[entry][status] |= dict.fromkeys(filter(None, map(_shown, _texts(message, language))))
    lists = defaultdict[str, str](str)
    for entry, statuses in found.items():
        told = ((status, comma.join(messages)) for status, messages in sorted(statuses.items()) if messages)
        lists[entry] = "\n".join(f"- {words['said'].format(status=status, messages=text)}" for status, text in told)
    return lists


def _said(own: Software, dialect_ids: Iterable[str]) -> Iterator[Said]:
    for dialect_id in dialect_ids:
        for id_ in own.refusals:
            if answer := own.answer(id_, dialect_id):
                status = answer.status or dialect(dialect_id).error.statuses.get(id_, CATALOGUE[id_].status)
                yield answer.entry or CATALOGUE[id_].entry, status, answer.message or ""
    yield from ((one.entry, one.status, one.message) for one in own.also)


def _texts(message: Message, language: str) -> list[str]:
    """In the language of the page first."""
    return [message] if isinstance(message, str) else [message[one] for one in sorted(message, key=language.__ne__)]


def _shown(message: str) -> str:
    text = _VARIES.sub("…", _REQUEST_ID.sub("", message))
    if text == "…":
        return ""  # the vendor's words
    return f"`` {text} ``" if "`" in text else f"`{text}`"
