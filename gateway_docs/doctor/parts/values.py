"""Looks at a base URL, a key and a model as they were typed, without sending anything."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from gateway_docs.doctor.parts.given import FACTS, SETTINGS

Problem = tuple  # (name of the words, topic, values)


def base_urls(vendor: dict[str, Any], version: str = "") -> list[str]:
    """The documented base URLs of a vendor, the first region first, for a client that wants `version` behind them."""
    return [region["url"] + vendor["path"] + version for region in FACTS["regions"]]


def invisible(text: str) -> str | None:
    """The first character that does not belong into an address or a key, by its name; None: there is none."""
    for letter in text:
        if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Zs"):
            return {" ": "SPACE", "\n": "LINE BREAK", "\r": "LINE BREAK", "\t": "TAB"}.get(letter) or _name(letter)
        if ord(letter) > 126:
            return f"{letter} {_name(letter)}"
    return None


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}")


def quoted(text: str) -> bool:
    return len(text) > 1 and text.strip()[:1] in "\"'“‘`" and text.strip()[-1:] in "\"'”’`"


def check_base_url(url: str, vendor: dict[str, Any], version: str = "") -> Problem | None:
    """What is wrong with a base URL. A / at its end is not."""
    right = {"right": base_urls(vendor, version)[0]}
    if url.rstrip("/") in base_urls(vendor, version):
        return None
    if quoted(url):
        return ("url_quoted", "api-keys/#base-url-regional", right)
    if invisible(url):
        return ("url_letter", "api-keys/#base-url-regional", dict(right, letter=invisible(url)))
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ("url_none", "api-keys/#base-url-regional", right)
    if host in [known["host"] for known in SETTINGS["vendors"].values()]:
        return ("url_vendor", "troubleshooting/#base-url-not-used", dict(right, host=host))
    region = next((region for region in FACTS["regions"] if urlsplit(region["url"]).hostname == host), None)
    if region is None:
        return _foreign(host, right)
    right = {"right": region["url"] + vendor["path"] + version}
    if parts.scheme != "https":
        return ("url_http", "troubleshooting/#network", right)
    return _wrong_path(parts.path, urlsplit(right["right"]).path, right)


def _foreign(host: str, right: dict[str, str]) -> Problem:
    if host and host == urlsplit(FACTS["console_url"]).hostname:
        return ("url_console", "api-keys/#base-url-regional", right)
    if host in ("localhost", "127.0.0.1", "::1"):
        return ("url_local", "troubleshooting/#network", dict(right, host=host))
    return ("url_host", "api-keys/#base-url-regional", dict(right, host=host or "?"))


def _wrong_path(path: str, wanted: str, right: dict[str, str]) -> Problem:
    path = path.rstrip("/")
    if re.search(r"/(chat/completions|responses|messages|embeddings|models)\b|:\w+$", path):
        name = "url_endpoint"
    elif re.search(r"/(v\d\w*)/\1$", path):
        name = "url_doubled"
    elif wanted and not path.endswith(wanted.rsplit("/", 1)[-1]):
        name = "url_missing"
    else:
        name = "url_path"
    return (name, "troubleshooting/#error-404", dict(right, path=path or "/"))


def check_key(key: str) -> Problem | None:
    """What is wrong with a key as it was pasted."""
    topic = "troubleshooting/#whitespace-in-key"
    if not key.strip():
        return ("key_empty", "troubleshooting/#env-not-seen", {})
    if re.search(r"YOUR_\w*KEY|<[^>]*>|^sk-\.\.\.|xxxx", key):
        return ("key_placeholder", "api-keys/#placeholders", {})
    if quoted(key):
        return ("key_quoted", topic, {})
    if key.strip().lower().startswith("bearer "):
        return ("key_bearer", topic, {})
    if invisible(key):
        return ("key_letter", topic, {"letter": invisible(key)})
    return None


def check_model(model: str, allowed: list[str]) -> Problem | None:
    """What is wrong with a model, if `allowed` are those that the key may use."""
    if model in allowed:
        return None
    topic = "troubleshooting/#model-not-found"
    if quoted(model) or invisible(model):
        return ("model_letter", topic, {"model": model})
    other = next((vendor["name"] for vendor in FACTS["vendors"] if model in vendor["models"]), None)
    name = "model_unknown" if other is None else "model_group"
    return (name, topic, {"model": model, "allowed": ", ".join(allowed[:8]) or "–"})
