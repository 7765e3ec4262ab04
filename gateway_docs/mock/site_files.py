"""The documentation site's own host: the files that pages tell readers to download from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway_docs.facts import Facts
from gateway_docs.mock.admission import host_of

#: Name below the root of the site -> its text, made when it is asked for.
SiteFiles = Mapping[str, Callable[[], str]]


def site_host(facts: Facts) -> str:
    return urlsplit(facts.site_url).hostname or ""


class WithSiteFiles:
    """Answers downloads of `files` under the site's host; everything else is for `app`, which refuses that host."""

    def __init__(self, app: ASGIApp, facts: Facts, files: SiteFiles):
        self._app, self._facts = app, facts
        root = urlsplit(facts.site_url).path.rstrip("/")
        self._files = {f"{root}/{name}": make for name, make in files.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        make = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if make and host_of(Request(scope)) == site_host(self._facts):
            await PlainTextResponse(make(), media_type="text/x-python")(scope, receive, send)
        else:
            await self._app(scope, receive, send)
