"""`gateway-docs import URL`: what the running gateway offers, beside what the facts say."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gateway_docs.facts import Facts, FactsError, load_facts
from gateway_docs.keys.rules import BadKey, checked_key
from gateway_docs.operator import facts_file
from gateway_docs.operator.compare import Comparison, compare
from gateway_docs.operator.fetch import Unreachable, fetch_json, shown
from gateway_docs.operator.lists.catalogue import read_catalogue
from gateway_docs.operator.lists.offered import Catalogue
from gateway_docs.operator.lists.prices import BadAnswer
from gateway_docs.operator.recognition import Address, recognise

#: Tried in this order below an address that names no path.
KNOWN_PATHS = ("/api/pricing", "/model/info", "/v1/models")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="a model or price list, or the gateway's address alone")
    parser.add_argument("--write", action="store_true", help="put the differences into the facts file")
    parser.add_argument("--key-variable", metavar="NAME", help="environment variable that holds the key to send")


@dataclass(frozen=True)
class Source:
    url: str
    catalogue: Catalogue


def run(arguments: argparse.Namespace) -> int:
    """Exit status: 0 when facts and gateway agree or the file was written, 1 when they differ, 2 for a bad answer."""
    path: Path = arguments.facts
    facts, old = load_facts(path), path.read_text("utf-8")
    try:
        source = find(arguments.url, _key(arguments.key_variable))
    except (BadAnswer, Unreachable) as problem:
        answer = "the answer " if isinstance(problem, BadAnswer) else ""
        print(f"{shown(arguments.url)}: {answer}{problem}", file=sys.stderr)
        if answer and (remark := recognise(shown(arguments.url)).remark(facts.software)):
            print(remark, file=sys.stderr)
        print(f"{path} is as it was.", file=sys.stderr)
        return 2
    comparison = _with_software(compare(facts, source.catalogue, old), recognise(shown(arguments.url)), facts)
    return _report(path, old, source, comparison, arguments.write)


def find(url: str, key: str | None = None) -> Source:
    """The catalogue at `url`, or at the first known path below it that has one. BadAnswer, Unreachable."""
    if urlsplit(url).path.strip("/"):
        return Source(shown(url), read_catalogue(fetch_json(url, key)))
    problems = []
    for path in KNOWN_PATHS:
        try:
            return Source(url.rstrip("/") + path, read_catalogue(fetch_json(url.rstrip("/") + path, key)))
        except BadAnswer as problem:
            problems.append(f"{path} {problem}")
    raise BadAnswer("; ".join(problems))


def _with_software(comparison: Comparison, address: Address, facts: Facts) -> Comparison:
    """The comparison with the software that the address shows, if the facts say another or none."""
    remark, id_ = address.remark(facts.software), address.proposal(facts.software)
    lines = [*([remark] if remark and id_ else []), *comparison.lines]
    return Comparison(lines, facts_file.with_software(comparison.text, id_) if id_ else comparison.text)


def _key(variable: str | None) -> str | None:
    """The key to ask with. OSError: there is none in `variable`, or one that cannot be sent."""
    if variable is None:
        return None
    if not (key := os.environ.get(variable, "")):
        raise OSError(f"the variable {variable} is not set or empty")
    try:
        return checked_key(variable, key)
    except BadKey as problem:
        raise OSError(str(problem)) from None


def _report(path: Path, old: str, source: Source, comparison: Comparison, write: bool) -> int:
    print(f"{source.url}: a {source.catalogue.shape} with {len(source.catalogue.models)} models")
    for line in comparison.lines:
        print(f"  {line}")
    new = comparison.text
    if new == old:
        print(
            f"{path} says the same already."
            if not comparison.lines
            else f"Nothing of this can be written to {path} by itself."
        )
        return 0 if not comparison.lines else 1
    print(facts_file.difference(old, new, path))
    try:
        facts_file.checked(new, path)
    except FactsError as error:
        print(f"\nThis would not be right, so nothing was written:\n{error}", file=sys.stderr)
        return 2
    if not write:
        print(f"\n{path} is as it was. To write this: the same command with --write")
        return 1
    facts_file.replace(path, new)
    print(f"\nWrote {path}.")
    return 0
