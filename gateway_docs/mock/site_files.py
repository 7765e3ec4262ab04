"""The one file that pages tell readers to download from the documentation site itself: doctor.py."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway_docs.doctor.assemble import doctor_source, site_urls
from gateway_docs.facts import Facts


def site_host(facts: Facts) -> str:
    return urlsplit(facts.site_url).hostname


class WithSiteFiles:
    """Answers the download under the site's host; everything else is for `app`, which refuses that host."""

    def __init__(self, app: ASGIApp, facts: Facts):
        self._app, self._facts = app, facts
        self._path = urlsplit(facts.site_url).path.rstrip("/") + "/doctor.py"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == self._path and self._host(scope) == site_host(self._facts):
            source = doctor_source(self._facts, site_urls(self._facts))
            await PlainTextResponse(source, media_type="text/x-python")(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    @staticmethod
    def _host(scope: Scope) -> str:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        return host.lower().partition(":")[0]
