"""What the rules of base URLs are given of all dialects: their endpoints, and the hosts of their vendors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from gateway_docs.dialects.base_urls import VERSION
from gateway_docs.dialects.model import dialects

#: One's own computer, and networks of one's own, in which a name needs no dot.
LOCAL = (
    r"^(?:(?:127|10)\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[a-z][\w-]*|[\w-]+\.(?:local|lan|internal))$"
)
_PLACE = re.compile(r"\{(\w+)\}")


def path_pattern(path: str, model: str = "[^/]+") -> str:
    """The pattern of an endpoint's path, with groups that capture nothing."""
    parts = {"version": f"(?:{VERSION})?", "model": model, "method": r"\w+"}
    return "".join(parts[part] if odd % 2 else re.escape(part) for odd, part in enumerate(_PLACE.split(path)))


def endpoint_pattern() -> str:
    """Any endpoint of any dialect, with or without its version."""
    known = [path for one in dialects() for path in (*(end.path for end in one.endpoints), *one.other_endpoints)]
    return "(?:{})".format("|".join(sorted(map(path_pattern, dict.fromkeys(known)), key=len, reverse=True)))


def url_rules(console_url: str, page_urls: Iterable[str | None]) -> dict[str, Any]:
    """`hosts`: (cause, pattern) of hosts that readers take for the gateway's; `endpoints`: the pattern of all.

    `page_urls` are the gateway's site and the like.
    """
    vendors = (host for one in dialects() for host in one.hosts)
    hosts = [
        ("console", f"^{_any(_hosts([console_url]))}$"),
        ("site", f"^{_any(_hosts(page_urls))}$"),
        ("vendor_host", rf"(?:^|\.){_any(vendors)}$"),
        ("local", LOCAL),
    ]
    return {"endpoints": endpoint_pattern(), "hosts": hosts}


def _hosts(urls: Iterable[str | None]) -> Iterator[str]:
    return (urlsplit(url).hostname or "" for url in urls if url)


def _any(texts: Iterable[str]) -> str:
    return "(?:{})".format("|".join(map(re.escape, texts)))
