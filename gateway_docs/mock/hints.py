"""The nearest mistake behind a path that does not exist. Nearly always it is the base URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gateway_docs.dialects import dialects
from gateway_docs.dialects.base_urls import VERSION, wrong_end
from gateway_docs.dialects.url_rules import endpoint_pattern, path_pattern
from gateway_docs.mock.route import Route


def hint(path: str, routes: list[Route]) -> str:
    """One or two sentences on what is wrong with `path`, or advice to check the base URL.

    `routes` are those that the request's method could have meant.
    """
    if any(re.match(pattern, path) for pattern in _elsewhere()):
        return "This gateway does not offer that. Other gateways and the vendors may."
    shorter = re.sub("/+", "/", path).rstrip("/")
    if any(route.pattern.fullmatch(shorter) for route in routes):
        return f"There is a slash too many: the path is {shorter}."
    known = min(_base_urls(path, routes), key=lambda found: len(found[0]), default=None)
    if known is None:
        return _doubled(path) if re.search(f"{VERSION}{VERSION}/", path) else _same_ending(path, routes)
    base_url, right = known
    endpoints = endpoint_pattern()
    cause = wrong_end(base_url, right, endpoints)
    if cause in ("doubled_version", "extra_version"):
        return _doubled(base_url.rstrip("/") + path[len(base_url) :])
    if cause == "full_endpoint":
        endpoint, *_ = re.findall(f"{endpoints}(?=/|$)", base_url, re.IGNORECASE)
        return f"The base URL ends in {endpoint}: leave that out, the client adds it."
    if cause in ("missing_version", "missing_path"):
        part = right[len(base_url.rstrip("/")) :]
        return f"The path lacks {part}: the base URL must end in {part} for this client."
    return _same_ending(path, routes)


@cache
def _elsewhere() -> list[str]:
    """Patterns of what other gateways serve at the right address."""
    return [
        f"{re.escape(version)}{path_pattern(one, '[^/:]+')}(?:/|$)"
        for dialect in dialects()
        for version in dialect.versions
        for one in dialect.elsewhere
    ]


def _base_urls(path: str, routes: list[Route]) -> Iterator[tuple[str, str]]:
    """(What stands before an endpoint at the end of `path`, what should); some clients want the version in there."""
    for route in routes:
        for added, right in ((route.below, ""), (route.below.removeprefix(route.version), route.version)):
            if found := re.search(f"{path_pattern(added, '.+')}$", path):
                yield path[: found.start()], route.vendor.path + right


def _doubled(path: str) -> str:
    first, second, *_ = [*re.findall(f"{VERSION}(?=/)", path, re.IGNORECASE), ""]
    if not second:
        return f"The client adds no version, so leave {first} out of the base URL."
    twice = f"The path has {first} twice" if first == second else f"The path has {first} and {second}"
    return f"{twice}: the client adds its own, so leave {first} out of the base URL."


def _same_ending(path: str, routes: list[Route]) -> str:
    for route in routes:
        if "{" not in route.path and path.endswith("/" + route.path.rsplit("/", 1)[-1]):
            return f"Did you mean {route.path}?"
    return "Check the base URL."
