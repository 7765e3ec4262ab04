"""Signs of the gateway's own software: what it says speaks for the entries that explain it, before anything else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from string import Formatter

from gateway_docs.search.knowledge import Signal
from gateway_docs.software import CATALOGUE, Answer, Software
from gateway_docs.software.model import Message

#: As shares of the best score: of the entry that most of the refusals in these words have, and of the others.
FIRST, OTHER = 1.6, 1.0
#: A vote that another section's surest one outdoes, as in the search's engine.
VAGUE = 0.65
#: Letters without which a text is no sign; a Chinese character counts for three.
FEWEST = 11
#: What stands behind each message, and what web servers say, tells nothing.
_PASSING = re.compile(r" ?\(request id: .*")
_VARIES = re.compile(r"[…=$()]|\d")
_PHRASES = {status.phrase.lower() for status in HTTPStatus}
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")


def signs_of(software: Software) -> list[tuple[str, dict[str, float]]]:
    """Pattern -> sections with their shares, as in signals.yml."""
    entries = defaultdict[str, Counter[str]](Counter)
    for text, entry in _said(software):
        if pattern := _pattern(text):
            entries[pattern][entry] += 1
    told = {pattern: _shares(counted) for pattern, counted in entries.items()}
    return [(pattern, shares) for pattern, shares in told.items() if not _is_part(pattern, told)]


def signs_besides(software: Software, signals: list[Signal]) -> list[tuple[str, dict[str, float]]]:
    """Those that the signals do not give as surely already: each one weighs."""
    found = [(re.compile(signal.pattern), signal.sections) for signal in signals]
    return [(pattern, shares) for pattern, shares in signs_of(software) if not _is_given(pattern, shares, found)]


def _is_given(pattern: str, shares: dict[str, float], signals: list[tuple[re.Pattern[str], dict[str, float]]]) -> bool:
    text = re.sub(r"\\(.)", r"\1", pattern)
    votes = Counter[str]()
    for seen in (sections for found, sections in signals if found.search(text)):
        votes.update(seen)
    [wanted, *others] = shares
    return not others and votes[wanted] >= 1 and max(votes[other] for other in {*votes, ""} - {wanted}) <= VAGUE


def _is_part(pattern: str, told: dict[str, dict[str, float]]) -> bool:
    """Whether it stands in a longer message that has another entry, and so is no sign of its own."""
    return any(pattern in other and pattern != other and told[other] != told[pattern] for other in told)


def _said(software: Software) -> Iterator[tuple[str, str]]:
    for refusal_id, answer in software.refusals.items():
        if isinstance(answer, Answer):
            for one in (answer, *map(answer.in_dialect, answer.by)):
                yield from ((text, one.entry or CATALOGUE[refusal_id].entry) for text in _texts(one.message))
    for also in software.also:
        yield from ((text, also.entry) for text in _texts(also.message))


def _texts(message: Message | None) -> Iterator[str]:
    yield from message.values() if isinstance(message, dict) else filter(None, [message])


def _shares(counted: Counter[str]) -> dict[str, float]:
    [(first, _), *others] = counted.most_common()
    return {first: FIRST, **{entry: OTHER for entry, _ in others}}


def _pattern(text: str) -> str | None:
    """The longest part of a format string that is always the same, as the search sees queries: without figures."""
    parts = [part for literal, *_ in Formatter().parse(_PASSING.sub("", text)) for part in _VARIES.split(literal)]
    told = [unicodedata.normalize("NFKC", part).lower().strip(" :,'\"`.") for part in parts]
    longest = max(told, key=_weight, default="")
    return None if _weight(longest) < FEWEST or longest in _PHRASES else _SPECIAL.sub(r"\\\g<0>", longest)


def _weight(text: str) -> int:
    return sum(3 if ord(letter) > 0x2E80 else letter.isalpha() for letter in text)
