"""From method, path and headers to a dialect's endpoint, or to the nearest mistake."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from gateway_docs.dialects import Dialect, dialect, dialects
from gateway_docs.facts import Facts
from gateway_docs.mock.hints import hint
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.route import Route


class Router:
    """The routes of all vendors that the facts name."""

    def __init__(self, facts: Facts):
        self.routes = [
            Route(vendor, dialect(vendor.id), *path) for vendor in facts.vendors for path in dialect(vendor.id).paths()
        ]

    def find(self, request: Request) -> tuple[Route, str | None]:
        """The route of a request and the model in its path. Refused: unknown path, wrong method."""
        path, method = request.scope["path"], request.method
        written = request.scope["raw_path"].decode("ascii")
        matches = list(self._matches(path))
        if not matches:
            meant = [route for route in self.routes if route.endpoint.method == method] or self.routes
            raise Refused("unknown-path", method=method, path=path[:200], hint=hint(path, meant))
        right = [route for route in matches if route.endpoint.method == method]
        if not right:
            allowed = " or ".join(sorted({route.endpoint.method for route in matches}))
            raise Refused("wrong-method", path=path[:200], method=method, allowed=allowed)
        route = self._addressed(right, request)
        named = route.pattern.fullmatch(path)
        model_id = named and named.groupdict().get("model")
        if not route.stands_in(written):
            raise Refused("unknown-path", method=method, path=written[:200], hint=f"Send it as {path[:200]}.")
        return route, model_id

    def dialect(self, request: Request) -> Dialect:
        """The dialect in which a request at no known path is refused."""
        return self._addressed(self.routes, request).dialect

    def _matches(self, path: str) -> Iterator[Route]:
        found = [route for route in self.routes if route.pattern.fullmatch(path)]
        longest = max((len(route.path) for route in found), default=0)
        return (route for route in found if len(route.path) == longest)

    def _addressed(self, routes: list[Route], request: Request) -> Route:
        """The route that the headers speak to, where vendors share a path."""
        spoken = _spoken(request)
        return next((route for route in routes if route.dialect.id == spoken.id), routes[0])


def _spoken(request: Request) -> Dialect:
    """The dialect that a request's headers belong to: the vendors' clients cannot be told apart by path alone.

    Every client may send Authorization, so what a later dialect has of its own counts more.
    """
    sent = {*request.headers, *(f"?{name}=" for name in request.query_params)}
    own = (
        one for one in reversed(dialects()) if ({*map(str.lower, [*one.keys, *one.headers])} - {"authorization"}) & sent
    )
    return next(own, dialects()[0])
