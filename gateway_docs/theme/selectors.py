"""What must be on a page for a selector to match there, written as selectors are: `nav`, `.md-nav`, `[for=__toc]`.

Only names count. What stands beside what, and states such as `:hover`, are taken as possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import tinycss2
from tinycss2.ast import (
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    NumberToken,
    SquareBracketsBlock,
    StringToken,
)

#: Combinators, and what begins a class or a pseudo class.
_KNOWN_LITERALS = frozenset(".:>+~*,")
#: Pseudo classes that match if one of the selectors in their brackets does.
_CHOICES = frozenset({"is", "where", "has", "matches", "-webkit-any", "-moz-any"})


class Condition(NamedTuple):
    """All of `names` must be there, and of each of `choices` at least one condition must be met."""

    names: frozenset[str] = frozenset()
    choices: tuple[tuple[Condition, ...], ...] = ()

    def met(self, there: Set[str]) -> bool:
        return self.names <= there and all(any(one.met(there) for one in choice) for choice in self.choices)

    def every_name(self) -> frozenset[str]:
        inner = (one.every_name() for choice in self.choices for one in choice)
        return self.names.union(*inner)


ALWAYS = Condition()


def conditions(prelude: Sequence[Node]) -> list[tuple[str, Condition]]:
    """The selectors of a rule as they are written, and what each asks of a page."""
    return [(tinycss2.serialize(part).strip(), _condition(part)) for part in _at_commas(prelude)]


def _condition(tokens: Sequence[Node]) -> Condition:
    """ALWAYS: there is something in it that this module does not know."""
    names, choices, numbers, before = set[str](), [], set[str](), ""
    for token in tokens:
        match token:
            case LiteralToken(value=value) if value not in _KNOWN_LITERALS:
                return ALWAYS
            case FunctionBlock(lower_name=name, arguments=arguments) if name in _CHOICES:
                choices.append(tuple(map(_condition, _at_commas(arguments))))
            case FunctionBlock(lower_name="nth-child", arguments=[NumberToken(representation=number)]):
                numbers.add(f"[data-tabs={number}]")
        names |= _names(token, before)
        before = token.value if isinstance(token, LiteralToken) else ""
    if any(name.startswith(".tabbed-") for name in names):
        names |= numbers  # Material has rules for twenty tabs, most pages have two
    return Condition(frozenset(names), tuple(choices))


def _names(token: Node, before: str) -> set[str]:
    """What must be on a page for this token, which follows the literal `before`."""
    match token:
        case IdentToken(value=value) if before == ".":
            return {f".{value}"}
        case IdentToken(lower_value=element) if before != ":":
            return {element}
        case HashToken(value=value):
            return {f"#{value}"}
        case SquareBracketsBlock(content=content):
            return _attributes(content)
    return set()


def _attributes(content: Sequence[Node]) -> set[str]:
    """`[name=value]` where a whole value is asked for, else `[name]`."""
    match [token for token in content if token.type != "whitespace"]:
        case [IdentToken(lower_value=name), LiteralToken(value="="), IdentToken() | StringToken() as token, *_]:
            return {f"[{name}={token.value.lower()}]"}
        case [IdentToken(lower_value=name), *_]:
            return {f"[{name}]"}
    return set()


def _at_commas(tokens: Sequence[Node]) -> Iterator[list[Node]]:
    part: list[Node] = []
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part
