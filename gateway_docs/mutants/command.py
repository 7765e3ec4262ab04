"""`scripts/mutants [N]`: makes N mistakes in what readers copy, and counts those that `pytest FILE` sees."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch

from gateway_docs.mutants.harmless import Harmless, idle, read_list
from gateway_docs.mutants.points import Mutant, mutants, sample
from gateway_docs.mutants.project_copy import ProjectCopy, Verdict
from gateway_docs.project import ROOT
from gateway_docs.reader.page import Site

WORKERS = 2
#: Of a hundred mistakes so many are seen at least.
ENOUGH = 99


@dataclass(frozen=True)
class Tried:
    """A mistake, what pytest said to it, and the entry of the list of harmless ones that names it."""

    mutant: Mutant
    verdict: Verdict
    harmless: Harmless | None

    @property
    def problem(self) -> str | None:
        """What is to be mended; None: nothing."""
        if self.verdict.killed and self.harmless:
            return "pytest sees it: take it from harmless.yml, or make the entry narrower"
        if not self.verdict.killed and not self.harmless:
            mend = "make page, reader or mock stricter, or say in harmless.yml why it cannot matter"
            return f"pytest ends with {self.verdict.status}: {mend}"
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 1 if mistakes are missed or the list of harmless ones is not exact."""
    asked = _parser().parse_args(arguments)
    known, entries = mutants(Site(ROOT / "mkdocs.yml")), read_list()
    chosen = [m for m in known if fnmatch(m.file, asked.file) and fnmatch(m.operator, asked.operator)]
    chosen = sample(chosen, len(chosen) if asked.count is None else asked.count, asked.seed)
    if asked.list:
        print(*chosen, sep="\n")
        return 0
    found = []
    for tried in run(chosen, entries):
        found.append(tried)
        if tried.problem or asked.verbose:
            print(f"{tried.mutant}\n    {tried.problem or tried.verdict.reason}", flush=True)
    idle_ones = idle(entries, known)
    print(*report(found), *(f"harmless.yml names no mistake: {entry}" for entry in idle_ones), sep="\n")
    return int(bool(idle_ones) or not enough(found))


def run(chosen: Iterable[Mutant], entries: list[Harmless]) -> Iterator[Tried]:
    """Make each mistake in one of WORKERS copies of the project, and yield what became of it, in order."""
    copies = [ProjectCopy() for _ in range(WORKERS)]
    free = list(copies)

    def tried(mutant: Mutant) -> Tried:
        copy = free.pop()
        try:
            return Tried(mutant, copy.ask(mutant), next((e for e in entries if e.covers(mutant)), None))
        finally:
            free.append(copy)

    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            yield from pool.map(tried, chosen)
    finally:
        for copy in copies:
            copy.close()


def report(found: list[Tried]) -> Iterator[str]:
    """Killed of tried, in all and for each operator. Harmless ones are counted apart."""
    counted = [one for one in found if not one.harmless]
    tried = Counter(one.mutant.operator for one in counted)
    killed = Counter(one.mutant.operator for one in counted if one.verdict.killed)
    for operator in sorted(tried):
        yield f"{operator:>10}: {killed[operator]} of {tried[operator]}"
    yield f"{killed.total()} of {tried.total()} mistakes are seen"
    if hung := sum(one.verdict.hung for one in counted):
        yield f"{hung} of them because a command hung"
    if harmless := len(found) - len(counted):
        yield f"{harmless} more are on the list of harmless ones"


def enough(found: list[Tried]) -> bool:
    """Whether nearly all mistakes are seen, and the list of harmless ones holds."""
    counted = [tried for tried in found if not tried.harmless]
    killed = sum(tried.verdict.killed for tried in counted)
    return killed * 100 >= ENOUGH * len(counted) and not any(tried.problem for tried in found if tried.harmless)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/mutants", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, help="how many, of every kind in turn; all unless told")
    parser.add_argument("--seed", default="", help="another sample")
    parser.add_argument("--file", default="*", help="only in files like this, such as 'snippets/codex/*'")
    parser.add_argument("--operator", default="*", help="only mistakes of this kind, such as 'model'")
    parser.add_argument("--list", action="store_true", help="say which, and make none")
    parser.add_argument("--verbose", action="store_true", help="say how each was seen")
    return parser


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # the copies are deleted
    sys.exit(main())
