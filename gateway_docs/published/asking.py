"""One request to a published site, with its address as it stands and no redirect followed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

TIMEOUT_SECONDS = 20
AGENT = "gateway-docs check-site"


class Unreachable(Exception):
    """No answer came; the text says of which address, and why."""


@dataclass(frozen=True)
class Answer:
    """`headers` know no case. `text` is the body, decompressed."""

    path: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        packed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """All values of a header, as one; empty without it."""
        return ", ".join(self.headers.get_all(name, []))


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Site:
    """A published site; `base` is the path of its front page, with a slash at both ends."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        self.origin, self.base = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/") + "/"
        self._open = build_opener(_Stay()).open

    def get(self, path: str, **headers: str) -> Answer:
        """What the server says to `path`, which counts from the host's root; `_` in names of headers stands for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self.origin + path, headers={"User-Agent": AGENT, **named})
        try:
            with self._open(request, timeout=TIMEOUT_SECONDS) as answer:
                return Answer(path, answer.status, answer.headers, answer.read())
        except HTTPError as error:
            with error:
                return Answer(path, error.code, error.headers, error.read())
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise Unreachable(f"{path}: no answer: {getattr(error, 'reason', error)}") from None

    def page(self, name: str = "", **headers: str) -> Answer:
        """The answer for an address below the front page, such as `faq/`."""
        return self.get(self.base + name, **headers)

    def leads_to(self, answer: Answer) -> str | None:
        """The whole address where a browser would go; None: it stays. Browsers read \\ as / and skip line breaks."""
        location = answer.header("location")
        if not 300 <= answer.status < 400 or not location:
            return None
        address = location.translate(str.maketrans("\\", "/", "\t\r\n")).strip()
        return urljoin(self.origin + answer.path.split("?")[0].replace("\\", "/"), address)
