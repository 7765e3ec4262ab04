"""Answers that no API gives, but that clients meet: a web page where JSON should be."""

from __future__ import annotations

from gateway_docs.mock.call import Reply

_HTML = "text/html; charset=utf-8"
_CONSOLE = (
    b'<!doctype html>\n<html lang="en"><head><title>Console</title></head><body><div id="app"></div></body></html>\n'
)
_BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)

PAGES = {"html": Reply([_CONSOLE], _HTML), "html-502": Reply([_BAD_GATEWAY], _HTML, status=502)}


class WebPage(Exception):
    """A web page is answered. The text is the reason, for an author."""

    def __init__(self, reply: Reply, reason: str = "the key asks for a web page instead of an answer"):
        self.reply = reply
        super().__init__(reason)


def check_fault(state: str) -> None:
    """WebPage: the key is in the state "html" (the page of a web site) or "html-502" (a reverse proxy's error page)."""
    if state in PAGES:
        raise WebPage(PAGES[state])
