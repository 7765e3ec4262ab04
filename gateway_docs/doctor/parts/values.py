"""Looks at a base URL, a key and a model as they were typed, without sending anything."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gateway_docs.dialects.base_urls import PARTS, wrong_end
from gateway_docs.doctor.parts.given import FACTS, URLS

if TYPE_CHECKING:  # Python 3.8 cannot make it
    Problem = tuple[str, str, dict[str, Any]]  # name of the words, topic, values
_ADDRESS = "api-keys/#base-url-regional"
#: Where a cause is explained, if not at error 404.
EXPLAINED = {
    "vendor_host": "troubleshooting/#base-url-not-used",
    **dict.fromkeys(("http", "local"), "troubleshooting/#network"),
    **dict.fromkeys(("quoted", "letter", "no_url", "console", "site", "unknown_host", "more"), _ADDRESS),
}


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


def region_of(host: str, path: str) -> dict[str, Any] | None:
    """The region at that address. Regions may share a host and differ in the path: the longest that fits."""
    fitting = [
        region
        for region, known in ((region, urlsplit(region["url"])) for region in FACTS["regions"])
        if known.hostname == host and (path + "/").startswith(known.path + "/")
    ]
    return max(fitting, key=lambda region: len(region["url"]), default=None)


def check_base_url(url: str, vendor: dict[str, Any], version: str = "") -> tuple[dict[str, Any], Problem | None]:
    """The region that is meant, and what is wrong with a base URL. A / at its end is not."""
    end = vendor["path"] + version
    region, cause, values = _judged(url, end)
    if cause is None:
        return region, None
    topic = EXPLAINED.get(cause, "troubleshooting/#error-404")
    return region, (f"url_{cause}", topic, dict(values, right=region["url"] + end))


def _judged(url: str, end: str) -> tuple[dict[str, Any], str | None, dict[str, Any]]:
    """Region, cause and what its words need."""
    first = FACTS["regions"][0]
    if quoted(url):
        return first, "quoted", {}
    if invisible(url):
        return first, "letter", {"letter": invisible(url)}
    scheme, slashes, authority, path, rest = re.findall(PARTS, url, re.IGNORECASE)[0]
    host, port = re.findall(r"^(.*?)(?::(\d*))?$", authority.lower().rpartition("@")[2])[0]
    region = region_of(host, path)
    if region is None:
        return first, _wrong_host(host), {"host": host}
    wrong = {
        "http": f"{scheme}:{slashes}".lower() != "https://",
        "more": "@" in authority or rest or port not in ("", "443"),
    }
    cause = next((cause for cause in wrong if wrong[cause]), None)
    behind = path[len(urlsplit(region["url"]).path) :]
    return region, cause or wrong_end(behind, end, URLS["endpoints"]), {"path": path.rstrip("/") or "/"}


def _wrong_host(host: str) -> str:
    if not host:
        return "no_url"
    if any(urlsplit(region["url"]).hostname == host for region in FACTS["regions"]):
        return "missing_path"
    return next((cause for cause, pattern in URLS["hosts"] if re.search(pattern, host)), "unknown_host")


def check_key(key: str) -> Problem | None:
    """What is wrong with a key as it was pasted."""
    topic = "troubleshooting/#whitespace-in-key"
    if not key.strip():
        return ("key_empty", "troubleshooting/#env-not-seen", {})
    if re.search(r"YOUR_\w*KEY|<[^>]*>|^sk-\.\.\.|xxxx|[A-Za-z] ?[Aa][Pp][Ii][-_ ]?[Kk][Ee][Yy]$", key):
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
