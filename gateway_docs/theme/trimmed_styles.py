"""Style sheets without what a page cannot show: rules that can match nothing there, and what only those used.

Rules are chosen by names alone, see selectors.py: a rule too many stays, and none that could match goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from gateway_docs.theme.page_names import appearing, named_in, names_of
from gateway_docs.theme.stylesheet import Rule, Said, mentions, parse


class TrimmedStyles:
    """`sheets` are CSS in the order of the cascade. They are read once, and each page gets its part of them."""

    def __init__(self, sheets: Iterable[str]):
        self._rules = [rule for sheet in sheets for rule in parse(sheet)]
        self._names = frozenset[str]().union(*(one.every_name() for rule in self._rules for _, one in rule.selectors))
        self._brought_by = cache(lambda script: named_in(script, self._names))
        self._trimmed = cache(self._make)

    def for_pages(self, pages: Iterable[str], scripts: Iterable[str] = ()) -> str:
        """CSS for pages that share one sheet: `pages` are their HTML, `scripts` what runs on them, as text."""
        pages, scripts = list(pages), list(scripts)
        there = appearing().union(*map(names_of, pages), *map(self._brought_by, scripts))
        used = frozenset[str]().union(*map(mentions, [*pages, *scripts]))
        # What no rule asks for would only make two pages differ.
        return self._trimmed(there & self._names, used)

    def _make(self, there: frozenset[str], used: frozenset[str]) -> str:
        matching = [rule for rule in map(lambda rule: _matching(rule, there), self._rules) if rule.selectors]
        kept = list(_without_unused(matching, used))
        said = "\n".join(one.text for rule in kept if not rule.name for one in rule.said)
        return _written(rule for rule in kept if not rule.name or rule.name in said)


def _matching(rule: Rule, there: frozenset[str]) -> Rule:
    return rule._replace(selectors=tuple(pair for pair in rule.selectors if pair[1].met(there)))


def _without_unused(rules: list[Rule], used: frozenset[str]) -> Iterator[Rule]:
    """`rules` without definitions of custom properties that neither `used` nor another declaration names."""
    needed = _needed([one for rule in rules for one in rule.said], used)
    for rule in rules:
        said = tuple(one for one in rule.said if not one.defines or one.defines in needed)
        if said or not rule.said:
            yield rule._replace(said=said)


def _needed(said: list[Said], used: frozenset[str]) -> set[str]:
    found = set[str]()
    queue = [set(used), *(set(one.uses) for one in said if not one.defines)]
    through: dict[str, set[str]] = {}
    for one in said:
        through.setdefault(one.defines, set()).update(one.uses)
    while queue:
        new = queue.pop() - found
        found |= new
        queue += [through[name] for name in new if name in through]
    return found


def _written(rules: Iterable[Rule]) -> str:
    parts = []
    for around, inside in groupby(rules, key=lambda rule: rule.around):
        opening = "".join(f"{head}{{" for head in around)
        parts.append(opening + "".join(map(_rule, inside)) + "}" * len(around))
    return "".join(parts)


def _rule(rule: Rule) -> str:
    heads = ",".join(text for text, _ in rule.selectors)
    return f"{heads}{{{';'.join(one.text.removesuffix(';') for one in rule.said)}}}" if rule.said else heads
