"""The names on a page and in scripts that a selector can ask for, in the notation of selectors."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from gateway_docs.project.yaml_files import read_yaml

_NO_ELEMENTS = re.compile(r"<!--.*?-->|(<(script|style)\b[^>]*>).*?</\2>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"""<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>])*+)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_WORD = re.compile(r"[\w-]+")
_CAPITAL = re.compile(r"[A-Z]")
#: The second set of tabs on its page, with three of them: `2:3`.
_TABS = re.compile(r"\d+:(\d+)")


@cache
def appearing() -> frozenset[str]:
    """What stands on no page as built, and is there when somebody reads it."""
    return frozenset(read_yaml(Path(__file__).with_name("appearing.yml")))


def names_of(html: str) -> frozenset[str]:
    """Elements, classes, ids and attributes of a page, templates in it included. Attributes stand there as
    `[name]` and `[name=value]`, the value in small letters, since a selector may ask for either."""
    elements = set(_ELEMENT.findall(_NO_ELEMENTS.sub(r"\1", html)))
    attributes = set(_ATTRIBUTE.findall("\n".join({inside for _, inside in elements})))
    return frozenset({tag.lower() for tag, _ in elements}).union(*map(_of_attribute, attributes))


def _of_attribute(found: tuple[str, str, str, str]) -> Iterator[str]:
    name = found[0].lower()
    value = entities.unescape("".join(found[1:]))
    yield from (f"[{name}]", f"[{name}={value.lower()}]")
    if name == "class":
        yield from (f".{one}" for one in value.split())
    if name == "id":
        yield f"#{value}"
    if name == "data-tabs" and (tabs := _TABS.fullmatch(value)):
        yield from (f"[data-tabs={number}]" for number in range(1, int(tabs[1]) + 1))


def named_in(script: str, names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that a script may bring to a page: it says them as a word, or as a property of `dataset`."""
    words = set(_WORD.findall(script))
    words |= {"data-" + _CAPITAL.sub(lambda found: f"-{found[0].lower()}", word) for word in words}
    return frozenset(name for name in names if name.strip(".#[]").partition("=")[0] in words)
