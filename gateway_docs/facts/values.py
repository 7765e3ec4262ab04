"""Checks of single values. Each error says what is allowed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, PlainValidator

from gateway_docs.dialects import dialects
from gateway_docs.facts.plain_text import plain
from gateway_docs.project.user_agents import recognisable_clients

# URLs are pasted into shells, JSON and TOML, so nothing that those read otherwise may stand in them.
_HOST = re.compile(r"[a-z0-9.-]+")
_PATH = re.compile(r"[A-Za-z0-9._~%/-]*")
_DAY_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: What may stand in a link of a page without ending it.
_LINK = re.compile(r"[A-Za-z0-9._~%/@?&=+:#,;!$-]*")


def https_url(url: str) -> str:
    """`url` if it is an https address without credentials, query or white space."""
    parts = _split(url)
    if parts.scheme != "https":
        raise ValueError("must begin with https://")
    if not parts.hostname or "." not in parts.hostname:
        raise ValueError("must name a host, for example https://api.example.com")
    if not _HOST.fullmatch(parts.hostname) or not _PATH.fullmatch(parts.path):
        raise ValueError("must consist of letters, digits, dots, dashes and slashes")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ValueError("must be an address only: no user name, no ?query, no #fragment")
    return url


def region_url(url: str) -> str:
    """`url` if clients can put a vendor path and their own path behind it."""
    if url.endswith("/"):
        raise ValueError("must not end in /")
    if url.rsplit("/", 1)[-1] in {version[1:] for one in dialects() for version in one.versions}:
        raise ValueError("must not end in a version: say /v1 as the path of the vendor that needs it")
    if urlsplit(url).port not in (None, 443):
        raise ValueError("must use the standard https port")
    return url


def contact_url(url: str) -> str:
    """`url` if a reader may safely follow it: https:, mailto: or tel:."""
    if _split(url).scheme not in ("https", "mailto", "tel"):
        raise ValueError("must begin with https://, mailto: or tel:")
    if not _LINK.fullmatch(url):
        raise ValueError("must be written with %20 and the like for quotes, brackets and letters outside of ASCII")
    return url


def client_id(text: str) -> str:
    """`text` if it is a client that the gateway can tell from others by its User-Agent."""
    if text not in recognisable_clients():
        raise ValueError(f"must be one of {', '.join(recognisable_clients())}")
    return text


def known_clients(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema which clients `client_id` takes."""
    schema["enum"] = recognisable_clients()


def name(text: str) -> str:
    """`text` if snippets can put it between quotes."""
    if text != text.strip() or not text.isprintable() or '"' in text or "\\" in text:
        raise ValueError("must be one line without double quotes, backslashes or spaces around it")
    return plain(text)


def _text(value: object) -> object:
    texts = value.values() if isinstance(value, dict) else [value]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("must be a text, or one text per language such as {en: …, zh: …}")
    if value == {}:
        raise ValueError("must hold a text for each language")
    # A text of several lines would break the table or sentence it stands in.
    if isinstance(value, dict):
        return {language: _one_line(text) for language, text in value.items()}
    return _one_line(value)


def _one_line(text: object) -> str:
    return plain(" ".join(str(text).split()))


TEXT = PlainValidator(_text, json_schema_input_type=str | dict[str, str])


def _split(url: str) -> SplitResult:
    if url != url.strip() or any(character.isspace() for character in url):
        raise ValueError("must not contain white space")
    try:
        return urlsplit(url)
    except ValueError as error:
        raise ValueError(f"is not a URL: {error}") from None


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("must be a number, for example 0.9, without quotes or currency")
    return Decimal(value)


def _day(value: object) -> object:
    if isinstance(value, str) and _DAY_WRITTEN.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise ValueError("must be a date that exists, for example 2027-01-31, without a time")


DAY = BeforeValidator(_day, json_schema_input_type=date)


def number(bounds: Any) -> BeforeValidator:
    """The check of a number; the schema would lose the `bounds`, a Field, if they stood beside the check alone."""
    return BeforeValidator(_number, json_schema_input_type=Annotated[float, bounds])
