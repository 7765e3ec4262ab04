"""`gateway-docs check-site`: says in plain words what of a published site is not as built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from gateway_docs.facts import Facts
from gateway_docs.published import addresses, headers, versions
from gateway_docs.published.asking import Site, Unreachable
from gateway_docs.published.published import Published

Rule = Callable[[Published], Iterator[str]]

RULES: list[Rule] = [
    versions.versions,
    versions.assets,
    versions.as_built,
    versions.archive,
    headers.policies,
    headers.types,
    headers.compression,
    addresses.missing_pages,
    addresses.redirects,
    addresses.hostile,
    addresses.private,
]
#: What a host says that takes settings.
SETTINGS: list[Rule] = [headers.security, headers.caching]
NO_SETTINGS = "note: GitHub Pages takes no headers of yours, so headers and caching were not compared."


def run(url: str, facts: Facts, built: Path | None) -> int:
    """Exit status 1: something is not as built, or the site does not answer."""
    if urlsplit(url).scheme not in ("http", "https"):
        print(f"{url}: is not an address; it begins with https://", file=sys.stderr)
        return 1
    published = Published(Site(url), facts, built)
    try:
        found = findings(published)
    except Unreachable as reason:
        print(f"{url}: {reason}", file=sys.stderr)
        return 1
    for finding in found:
        print(finding)
    if published.sends_no_headers:
        print(NO_SETTINGS)
    commit = f"commit {published.version.get('commit')}, release {published.release}"
    print(f"{len(found)} findings; {commit}" if found else f"OK: as built; {commit}")
    return 1 if found else 0


def findings(published: Published) -> list[str]:
    """Each thing that is not as built, once. Unreachable: the site gave no answer."""
    front = published.site.page()
    if front.status != 200:
        leads = published.site.leads_to(front)
        return [
            f"{front.path}: status {front.status} instead of the front page"
            + (f"; it leads to {leads}" if leads else "")
        ]
    rules = RULES if published.sends_no_headers else [*RULES, *SETTINGS]
    return list(dict.fromkeys(finding for rule in rules for finding in rule(published)))
