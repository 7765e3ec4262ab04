"""What a mistake makes of a part: one letter missing, another host, another vendor's key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from gateway_docs.dialects.base_urls import VERSION
from gateway_docs.facts import Facts
from gateway_docs.reader.known import named

#: A language that a fence could be given by mistake.
OTHER_LANGUAGE = {
    "bash": "console",
    "console": "bash",
    "python": "js",
    "js": "python",
    "json": "yaml",
    "yaml": "toml",
    "toml": "dotenv",
    "dotenv": "bash",
    "powershell": "bash",
    "text": "bash",
}
_KEY = re.compile(r"YOUR_(\w+)_KEY")
_VERSION = re.compile(f"{VERSION}(?=/|$)")

Mistakes = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Operators:
    """The mistakes of readers of the gateway of `facts`. `render` puts facts in the place of their names."""

    facts: Facts
    render: Callable[[str], str]

    def of(self, kind: str, text: str) -> Mistakes:
        """Name of the operator -> what it makes of `text`, a part of this kind."""
        if kind in ("quote", "comma"):
            yield kind, ""
        elif kind == "language":
            yield kind, OTHER_LANGUAGE[text]
        elif kind == "value":
            yield from self._value(self.render(text))
        else:
            yield kind, misspelled(self.render(text))

    def _value(self, text: str) -> Mistakes:
        models = named(text, (model.id for model in self.facts.models))
        for model in models:
            yield "model", text.replace(model, f"{model}x")
            yield "model", text.replace(model, self._model_of_another_group(model))
        if "://" in text:
            yield from self._address(text)
        elif key := _KEY.fullmatch(text):
            yield "key", "sk-test-not-a-key-of-this-gateway"
            yield from (("vendor", f"YOUR_{other}_KEY") for other in self._other_vendors(key[1])[:1])
        elif not models and not re.search(r"\s", text) and _may_matter(text):
            yield "value", misspelled(text)

    def _address(self, text: str) -> Mistakes:
        url = urlsplit(text)
        yield "host", text.replace(url.netloc, misspelled(url.netloc), 1)
        yield "host", text.replace("https://", "http://", 1)
        path = url.path.rstrip("/")
        yield "version", _VERSION.sub("", text, count=1) if _VERSION.search(path) else f"{text.rstrip('/')}/v1"

    def _other_vendors(self, name: str) -> list[str]:
        return [vendor.id.upper() for vendor in self.facts.vendors if vendor.id.upper() != name]

    def _model_of_another_group(self, model: str) -> str:
        formats = next(known.protocols for known in self.facts.models if known.id == model)
        return next(known.id for known in self.facts.models if not {*known.protocols} & {*formats})


def _may_matter(text: str) -> bool:
    return bool(text.strip(".…"))


def misspelled(text: str) -> str:
    """`text` as someone types it who misses a letter in the middle; what is too short gets one more."""
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    if len(letters) < 3:
        return f"{text}x"
    place = letters[len(letters) // 2]
    return text[:place] + text[place + 1 :]
