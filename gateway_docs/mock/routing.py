"""From method, path and headers to a dialect's endpoint, or to the nearest mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from starlette.requests import Request

from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock.dialect import Dialect, Endpoint
from gateway_docs.mock.hints import hint
from gateway_docs.mock.refusals import Refused

# A custom method such as :embedContent is not part of a model id.
MODEL = r"(?P<model>(?!.*:[a-z]+[A-Z][A-Za-z]*$).+)"


@dataclass(frozen=True)
class Route:
    """An endpoint of a vendor at its full path."""

    vendor: Vendor
    dialect: Dialect
    endpoint: Endpoint
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        before, _, after = self.path.partition("{model}")
        text = (
            re.escape(before)
            + (("(?P<model>.+)" if after else MODEL) if "{model}" in self.path else "")
            + re.escape(after)
        )
        object.__setattr__(self, "pattern", re.compile(text, re.DOTALL))

    @property
    def path(self) -> str:
        return self.vendor.path + self.endpoint.path


class Router:
    """The routes of all vendors that the facts name."""

    def __init__(self, facts: Facts, dialects: dict[str, Dialect]):
        self.routes = [
            Route(vendor, dialects[vendor.id], endpoint)
            for vendor in facts.vendors
            for endpoint in dialects[vendor.id].endpoints
        ]

    def find(self, request: Request) -> tuple[Route, str | None]:
        """The route of a request and the model in its path. Refused: unknown path, wrong method."""
        path, method = request.scope["path"], request.method
        matches = list(self._matches(path))
        if not matches:
            raise Refused("unknown-path", method=method, path=path[:200], hint=hint(path, self.routes))
        right = [route for route in matches if route.endpoint.method == method]
        if not right:
            allowed = " or ".join(sorted({route.endpoint.method for route in matches}))
            raise Refused("wrong-method", path=path[:200], method=method, allowed=allowed)
        route = self._addressed(right, request)
        return route, route.pattern.fullmatch(path).groupdict().get("model")

    def dialect(self, request: Request) -> Dialect:
        """The dialect in which a request at no known path is refused."""
        return self._addressed(self.routes, request).dialect

    def _matches(self, path: str) -> Iterator[Route]:
        found = [route for route in self.routes if route.pattern.fullmatch(path)]
        longest = max((len(route.path) for route in found), default=0)
        return (route for route in found if len(route.path) == longest)

    def _addressed(self, routes: list[Route], request: Request) -> Route:
        """The route that the headers speak to, where vendors share a path."""
        wanted = spoken_dialect(request)
        return next((route for route in routes if route.dialect.id == wanted), routes[0])


def spoken_dialect(request: Request) -> str:
    """The dialect that a request's headers belong to: the vendors' clients cannot be told apart by path alone."""
    if "x-goog-api-key" in request.headers or "key" in request.query_params:
        return "gemini"
    if "x-api-key" in request.headers or "anthropic-version" in request.headers:
        return "anthropic"
    return "openai"
