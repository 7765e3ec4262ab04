"""A style sheet as a flat list of rules, each with what it asks of a page and the names that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from gateway_docs.theme.selectors import ALWAYS, Condition, conditions

#: At-rules that hold rules.
_GROUPS = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})
_CUSTOM_PROPERTY = re.compile(r"--[\w-]+")
_SPACES = re.compile(r"\s*\n\s*")
#: A browser that does not know one selector of such a list leaves out the whole rule, so it stays together.
_VENDOR = re.compile(r":-(?:webkit|moz|ms|o)-")


class Said(NamedTuple):
    """Declarations of a rule: the text of one that `defines` a custom property, or of others in a row."""

    text: str
    uses: frozenset[str]
    defines: str = ""


class Rule(NamedTuple):
    """`around` holds the at-rules that it stands in, the outermost first.

    `name` is that of an animation or a font: the rule matters if a declaration says it. A statement has no `said`.
    """

    around: tuple[str, ...]
    selectors: tuple[tuple[str, Condition], ...]
    said: tuple[Said, ...] = ()
    name: str = ""


def parse(css: str) -> list[Rule]:
    """The rules of `css` in their order. What is no CSS is left out, as browsers do."""
    return list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ()))


def mentions(text: str) -> frozenset[str]:
    """The custom properties that a text names."""
    return frozenset(_CUSTOM_PROPERTY.findall(text))


def _rules(nodes: Iterable[Node], around: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield Rule(around, _selectors(node), tuple(_said(node.content)))
        elif isinstance(node, AtRule) and node.lower_at_keyword != "charset":
            yield from _at_rule(node, around)


def _at_rule(node: AtRule, around: tuple[str, ...]) -> Iterator[Rule]:
    head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
    if node.content is None:
        yield Rule(around, ((f"{head};", ALWAYS),))
    elif node.lower_at_keyword in _GROUPS:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inside, (*around, head))
    else:
        text = _small(tinycss2.serialize(node.content))
        yield Rule(around, ((head, ALWAYS),), (Said(text, mentions(text)),), _name(node))


def _name(node: AtRule) -> str:
    if node.lower_at_keyword.endswith("keyframes"):
        return tinycss2.serialize(node.prelude).strip()
    if node.lower_at_keyword != "font-face":
        return ""
    declarations = tinycss2.parse_blocks_contents(node.content or [])
    families = (one.value for one in declarations if isinstance(one, Declaration) and one.lower_name == "font-family")
    return next((tinycss2.serialize(family).strip(" \"'") for family in families), "")


def _selectors(rule: QualifiedRule) -> tuple[tuple[str, Condition], ...]:
    found = conditions(rule.prelude)
    if len(found) > 1 and any(_VENDOR.search(text) for text, _ in found):
        return ((",".join(text for text, _ in found), Condition(choices=(tuple(one for _, one in found),))),)
    return tuple(found)


def _said(content: list[Node]) -> Iterator[Said]:
    plain = ""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(node, Declaration) and node.name.startswith("-webkit-mask"):
            continue  # `mask` stands beside it, and browsers that know light-dark() know that
        if isinstance(node, Declaration) and node.name.startswith("--"):
            if plain:
                yield Said(plain, mentions(plain))
            plain, text = "", _declaration(node)
            yield Said(text, mentions(text) - {node.name}, node.name)
        elif isinstance(node, Declaration):
            plain += f"{_declaration(node)};"
        elif node.type != "error":
            plain += _small(node.serialize())
    if plain:
        yield Said(plain.removesuffix(";"), mentions(plain))


def _declaration(node: Declaration) -> str:
    value = _small(tinycss2.serialize(node.value))
    return f"{node.name}:{value}{'!important' if node.important else ''}"


def _small(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
