"""The nearest mistake behind a path that does not exist. Nearly always it is the base URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gateway_docs.mock.routing import Route

DOUBLED = re.compile(r"/(v1|v1beta)/(v1|v1beta)(?=/)")


def hint(path: str, routes: Iterable[Route]) -> str:
    """One or two sentences on what is wrong with `path`, or advice to check the base URL."""
    routes = list(routes)
    for guess in (_doubled_version, _extra_slash, _full_endpoint, _missing_vendor_path, _missing_version, _same_ending):
        if found := guess(path, routes):
            return found
    return "Check the base URL."


def _doubled_version(path: str, routes: list[Route]) -> str | None:
    if not (doubled := DOUBLED.search(path)):
        return None
    first, second = doubled.groups()
    twice = f"The path has /{first} twice" if first == second else f"The path has /{first} and /{second}"
    return f"{twice}: the client adds its own, so leave /{first} out of the base URL."


def _full_endpoint(path: str, routes: list[Route]) -> str | None:
    for route in sorted(routes, key=lambda route: -len(route.path)):
        own = route.endpoint.path
        if "{" not in own and not own.endswith("/models") and f"{own}/" in path:
            return f"The base URL ends in {own}: leave that out, the client adds it."
    return None


def _missing_vendor_path(path: str, routes: list[Route]) -> str | None:
    for route in routes:
        if route.vendor.path and route.pattern.fullmatch(route.vendor.path + path):
            return _lacks(route.vendor.path)
    return None


def _missing_version(path: str, routes: list[Route]) -> str | None:
    for version in ("/v1beta", "/v1"):
        for route in routes:
            below = path.removeprefix(route.vendor.path)
            if route.pattern.fullmatch(route.vendor.path + version + below):
                return _lacks(version)
    return None


def _lacks(part: str) -> str:
    return f"The path lacks {part}: the base URL must end in {part} for this client."


def _extra_slash(path: str, routes: list[Route]) -> str | None:
    shorter = re.sub("/+", "/", path).rstrip("/")
    if any(route.pattern.fullmatch(shorter) for route in routes):
        return f"There is a slash too many: the path is {shorter}."
    return None


def _same_ending(path: str, routes: list[Route]) -> str | None:
    for route in routes:
        if "{" not in route.path and path.endswith("/" + route.path.rsplit("/", 1)[-1]):
            return f"Did you mean {route.path}?"
    return None
