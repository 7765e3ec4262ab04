"""`gateway-docs translation`: what changed in English since a page was translated, and that it is done."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from gateway_docs.translation.parity import ORIGINAL, differences
from gateway_docs.translation.staleness import GRACE_DAYS, Stale, mark_done, stale_sections


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="FOLDER", help="default: docs")
    parser.add_argument(
        "--done",
        nargs="+",
        default=[],
        metavar="PAGE",
        help="translated pages, such as docs/zh/faq.md, that are up to date",
    )


def run(arguments: argparse.Namespace) -> int:
    """Exit status: 0 when every translation is up to date or the pages were marked, 1 otherwise."""
    if arguments.done:
        return _mark(arguments.docs, arguments.done)
    told = [line for language in languages(arguments.docs) for line in report(arguments.docs, language)]
    print("\n".join(told) if told else "Every translation is up to date.")
    return 1 if told else 0


def languages(docs: Path) -> list[str]:
    """The languages that the English pages are translated into, sorted."""
    return sorted(path.parent.name for path in docs.glob("*/index.md") if path.parent.name != ORIGINAL)


def report(docs: Path, language: str) -> Iterator[str]:
    """What is missing or too much, then each section whose English text changed, with the change."""
    yield from differences(docs, language)
    for stale in stale_sections(docs, language):
        yield str(stale) + (f", more than the grace of {GRACE_DAYS} days" if stale.overdue else "")
        yield from _change(stale)


def _change(stale: Stale) -> Iterator[str]:
    if stale.before is None:
        yield "  what it was made from is not in the history; the English text is now:"
    lines = difflib.unified_diff((stale.before or "").splitlines(), stale.now.splitlines(), lineterm="", n=1)
    yield from (f"  {line}" for line in list(lines)[2:])


def _mark(docs: Path, names: list[str]) -> int:
    for name in names:
        path = Path(name)
        if not path.is_relative_to(docs) or len(path.relative_to(docs).parts) < 2 or not path.exists():
            print(f"{name}: is not a translated page below {docs}", file=sys.stderr)
            return 1
    for name in names:
        language, *page = Path(name).relative_to(docs).parts
        if language == ORIGINAL:
            print(f"{name}: is the original, not a translation", file=sys.stderr)
            return 1
        mark_done(docs, language, "/".join(page))
        print(f"{name}: made from the English text of now")
    return 0
