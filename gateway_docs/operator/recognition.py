"""Which software answers at an address, by the signs in the data of each. No key is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from gateway_docs.operator.fetch import Seen, Unreachable, look
from gateway_docs.operator.lists.prices import BadAnswer
from gateway_docs.software import Software, shipped, software, software_ids

SECONDS = 6
#: What is taken for a version: it is shown, and comes from anybody who answers there.
VERSION = re.compile(r"[\w.+-]{1,40}", re.ASCII)


@dataclass(frozen=True)
class Recognised:
    """A software that showed itself; `version`: None unless it told one."""

    software: Software
    version: str | None

    def __str__(self) -> str:
        return f"{self.software.name} {self.version}" if self.version else self.software.name


@dataclass(frozen=True)
class Address:
    """What shows itself at `url`. `found`: empty for nothing or no answer; more than one contradict each other."""

    url: str
    found: list[Recognised]

    def proposal(self, said: str | None) -> str | None:
        """The id for facts with `software: said`; None: they say it already, or the address does not."""
        id_ = self.found[0].software.id if len(self.found) == 1 else None
        return id_ if id_ != said else None

    def remark(self, said: str | None) -> str | None:
        """What the address tells that facts with `software: said` do not."""
        names = f"{self.url} answers like {' and '.join(map(str, self.found))}"
        if len(self.found) > 1:
            return f"{names} at once; `software` stays as it is"
        if id_ := self.proposal(said):
            return f"{names}: " + (f"is `software: {said}` right?" if said else f"add the line `software: {id_}`")
        return self._newer(names, said) if said and self.found else None

    def _newer(self, names: str, said: str) -> str | None:
        read = software(said).version
        known = self.found[0].version in (None, read)
        return None if known else f"{names}; what pages say was read from {read}, `pytest --live --answers` compares"


def recognise(url: str) -> Address:
    """Ask below `url`, then at the root of its host."""
    root = urlunsplit((*urlsplit(url)[:2], "", "", ""))
    found = (_shown(_seen(base)) for base in dict.fromkeys((url.rstrip("/"), root)))
    return Address(url, next(filter(None, found), []))


def _seen(base: str) -> dict[str, Seen]:
    """Path -> what it answers; nothing more is asked of an address that does not answer."""
    seen = {}
    for path in sorted({"/v1/models", *(path for one in _all() for path in one.signs.paths)}):
        try:
            seen[path] = look(base + path, SECONDS)
        except BadAnswer:
            continue
        except Unreachable:
            break
    return seen


def _shown(seen: dict[str, Seen]) -> list[Recognised]:
    found = []
    for one in _all():
        signs = [*_in_headers(one, seen), *_in_bodies(one, seen)]
        if signs:
            versions = (sign.groupdict().get("version") for sign in signs)
            found.append(Recognised(one, next((text for text in versions if text and VERSION.fullmatch(text)), None)))
    return found


def _in_headers(one: Software, seen: dict[str, Seen]) -> Iterator[re.Match[str]]:
    for name, pattern in one.signs.headers.items():
        yield from filter(None, (re.search(pattern, answer.headers.get(name, "")) for answer in seen.values()))


def _in_bodies(one: Software, seen: dict[str, Seen]) -> Iterator[re.Match[str]]:
    for path, pattern in one.signs.paths.items():
        if path in seen and (match := re.search(pattern, _json(seen[path].body), re.DOTALL)):
            yield match


def _json(body: bytes) -> str:
    """The JSON in one form, whatever its spaces; empty if it is none."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def _all() -> list[Software]:
    return [shipped(id_) for id_ in software_ids()]
