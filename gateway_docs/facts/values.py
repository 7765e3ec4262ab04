"""Checks of single values. Each error says what is allowed."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainValidator


def https_url(url: str) -> str:
    """`url` if it is an https address without credentials, query or white space."""
    parts = _split(url)
    if parts.scheme != "https":
        raise ValueError("must begin with https://")
    if not parts.hostname or "." not in parts.hostname:
        raise ValueError("must name a host, for example https://api.example.com")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("must be an address only: no user name, no ?query, no #fragment")
    return url


def region_url(url: str) -> str:
    """`url` if clients can put a vendor path and their own path behind it."""
    if url.endswith("/"):
        raise ValueError("must not end in /")
    if url.rsplit("/", 1)[-1] in ("v1", "v1beta"):
        raise ValueError("must not end in a version: say /v1 as the path of the vendor that needs it")
    if urlsplit(url).port not in (None, 443):
        raise ValueError("must use the standard https port")
    return url


def contact_url(url: str) -> str:
    """`url` if a reader may safely follow it: https:, mailto: or tel:."""
    if _split(url).scheme not in ("https", "mailto", "tel"):
        raise ValueError("must begin with https://, mailto: or tel:")
    return url


def _text(value: object) -> object:
    texts = value.values() if isinstance(value, dict) else [value]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("must be a text, or one text per language such as {en: …, zh: …}")
    if isinstance(value, dict) and "en" not in value:
        raise ValueError("needs a text for en, which every other language falls back to")
    return value


TEXT = PlainValidator(_text, json_schema_input_type=str | dict[str, str])


def _split(url: str):
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


NUMBER = BeforeValidator(_number, json_schema_input_type=float)
