"""Asks the gateway. A key goes to the documented hosts alone, over TLS whose certificate was checked."""

from __future__ import annotations

import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from gateway_docs.doctor.parts.given import FACTS

SECONDS = 30
#: The vendors' headers, then those of gateway software.
REQUEST_IDS = ("x-request-id", "request-id", "x-oneapi-request-id", "x-litellm-call-id")


@dataclass
class Answer:
    """What came back. `status` is 0 if nothing did, then `trouble` says why."""

    status: int = 0
    body: str = ""
    trouble: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    @property
    def is_html(self) -> bool:
        return self.body.lstrip()[:1] == "<" or "text/html" in self.headers.get("content-type", "")

    @property
    def content(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def message(self) -> str:
        """The words of an error, in any shape of vendors and gateways."""
        content = self.content if isinstance(self.content, dict) else {"error": self.body}
        error = content.get("error", content)
        if isinstance(error, dict):
            said = [error.get("message", error.get("detail", error))]
        else:
            said = [error, content.get("message", "")]
        code = content.get("code", "") if "error" not in content else ""
        return " ".join(" ".join(map(str, [code, *said])).split())[:300]

    @property
    def request_id(self) -> str:
        """By the header of any gateway, or at the end of an error's words."""
        known = (self.headers.get(name, "") for name in REQUEST_IDS)
        return next(filter(None, known), "") or (re.findall(r"request id: (\S+?)\)", self.message) or [""])[0]

    @property
    def clock_minutes(self) -> int:
        """How far this computer's clock is from the gateway's, in minutes."""
        try:
            return round((time.time() - parsedate_to_datetime(self.headers["date"]).timestamp()) / 60)
        except (KeyError, TypeError, ValueError):
            return 0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could lead the key to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class ForeignHost(Exception):
    """A request with a key was about to leave for a host that is not the gateway's."""


def send(url: str, headers: dict[str, str], body: Any = None) -> Answer:
    """Send one request. ForeignHost: `url` is not https on a documented host."""
    hosts = [urlsplit(region["url"]).hostname for region in FACTS["regions"]]
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname not in hosts or parts.port not in (None, 443):
        raise ForeignHost(url)
    data = None if body is None else json.dumps(body).encode()
    sent = {"User-Agent": "gateway-doctor/" + FACTS["version"], "Accept": "application/json", **headers}
    if data is not None:
        sent["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data, sent)
    secure = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    opener = urllib.request.build_opener(secure, _NoRedirect)
    try:
        with opener.open(request, timeout=SECONDS) as response:
            return _read(response, response.status)
    except urllib.error.HTTPError as error:
        with error:
            return _read(error, error.code)
    except (OSError, ValueError) as error:
        return Answer(trouble=_trouble(getattr(error, "reason", error)))
    except Exception as error:  # http.client raises its own where a server or proxy does not speak HTTP
        return Answer(trouble=f"{type(error).__name__}: {error}")


def _read(response: Any, status: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    try:
        body, whole = response.read(), True
    except Exception as error:  # cut in the middle: what arrived counts
        body, whole = getattr(error, "partial", b""), False
    return Answer(status, body.decode("utf-8", "replace"), "", headers, whole)


def _trouble(reason: Any) -> str:
    if isinstance(reason, ssl.SSLError):
        return "certificate: {}".format(getattr(reason, "verify_message", "") or reason)
    if isinstance(reason, socket.gaierror):
        return f"name: {reason}"
    return str(reason)
