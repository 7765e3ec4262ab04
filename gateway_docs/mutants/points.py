"""Every mistake that can be made in what readers copy, one by one."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from gateway_docs.mutants.lexing import parts
from gateway_docs.mutants.operators import OTHER_LANGUAGE, Operators
from gateway_docs.mutants.shell_words import Part
from gateway_docs.pages.template import lines_that_stand, render
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.file_types import LANGUAGES
from gateway_docs.reader.page import Site


@dataclass(frozen=True)
class Mutant:
    """Characters `start` to `end` of `file`, relative to the project, become something else.

    `line` is from 1, `was` what readers see now, `operator` the kind of mistake.
    """

    file: str
    line: int
    operator: str
    was: str
    becomes: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.operator}: {self.was!r} becomes {self.becomes!r}"

    def apply(self, text: str) -> str:
        """`text`, the content of `file`, with the mistake."""
        return text[: self.start] + self.becomes + text[self.end :]


#: A gateway of another kind may show others than these.
_INCLUDED = re.compile(r'--8<-- "([^"]+)"')
_CONDITION = re.compile(r"\[=\? .+? =\]$", re.MULTILINE)


def mutants(site: Site) -> list[Mutant]:
    """All mistakes in the snippets and the fences of the pages of `site`, in the order of their files."""
    names = site.names()
    operators = Operators(site.facts, lambda text: render(text, names))
    fences = {page: site.read(page).fences for page in site.pages()}
    shown = {name for of in fences.values() for fence in of for name in _INCLUDED.findall(fence.raw)}
    in_pages = (_in_page(page, of, operators) for page, of in fences.items())
    return list(dict.fromkeys(chain(_in_snippets(shown, operators, names), *in_pages)))


def sample(all_: Iterable[Mutant], count: int, seed: str = "") -> list[Mutant]:
    """`count` of them, of every operator in turn. The same ones as long as the project has them."""
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sorted(all_, key=lambda mutant: hashlib.sha256(f"{seed}{mutant}".encode()).digest()):
        by_operator[mutant.operator].append(mutant)
    rounds = zip_longest(*(by_operator[name] for name in sorted(by_operator)))
    return [mutant for mutant in chain.from_iterable(rounds) if mutant][:count]


def _in_snippets(shown: set[str], operators: Operators, names: Mapping[str, Any]) -> Iterator[Mutant]:
    for path in sorted((ROOT / "snippets").glob("*/*")):
        if is_snippet(path) and path.suffix in LANGUAGES and f"{path.parent.name}/{path.name}" in shown:
            text = path.read_text("utf-8")
            yield from _in_text(path, text, parts(LANGUAGES[path.suffix], _standing(text, names)), operators)


def _standing(text: str, names: Mapping[str, Any]) -> str:
    """`text` with blanks in place of its conditions, and of lines that they leave out."""
    stand = lines_that_stand(text, names)
    lines = [line if number in stand else " " * len(line) for number, line in enumerate(text.split("\n"), 1)]
    return _CONDITION.sub(lambda found: " " * len(found[0]), "\n".join(lines))


def _in_page(path: Path, fences: Iterable[Fence], operators: Operators) -> Iterator[Mutant]:
    text = path.read_text("utf-8")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for fence in fences:
        found = [*_opening(fence, text, starts)]
        begin, end = starts[fence.line], starts[fence.example.end_line - 1]
        if "--8<--" not in fence.raw:
            found += [part.moved(begin) for part in parts(fence.language, text[begin:end])]
        yield from _in_text(path, text, found, operators)


def _opening(fence: Fence, text: str, starts: list[int]) -> Iterator[Part]:
    """The language and the title of a fence."""
    begin, end = starts[fence.line - 1], starts[fence.line]
    for kind, part in (("language", fence.language), ("path", fence.title)):
        if part and (part in OTHER_LANGUAGE or kind == "path"):
            start = text.index(part, begin, end)
            yield Part(kind, start, start + len(part))


def _in_text(path: Path, text: str, found: Iterable[Part], operators: Operators) -> Iterator[Mutant]:
    file = path.relative_to(ROOT).as_posix()
    for part in found:
        was = text[part.start : part.end]
        line = text.count("\n", 0, part.start) + 1
        for operator, becomes in operators.of(part.kind, was):
            if becomes not in (was, operators.render(was)):
                yield Mutant(file, line, operator, operators.render(was), becomes, part.start, part.end)
