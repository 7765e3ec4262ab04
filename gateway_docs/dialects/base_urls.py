"""What is wrong with a base URL: every cause as a pattern, the same for the mock, doctor.py and the browser.

It is a part of doctor.py: Python 3.8 with its standard library alone. The patterns mean the same in JavaScript, and
none of them looks at upper and lower case.
"""

from __future__ import annotations

import re

#: Scheme, the slashes behind it, host and port, path, and what does not belong to a base URL.
PARTS = r"^(?:([a-z][a-z0-9+.-]*):(/*))?([^/?#\s]*)([^?#]*)([?#].*)?$"
VERSION = r"/v\d\w*"


def always_wrong(endpoints: str) -> list[tuple[str, str]]:
    """(cause, pattern) of ends that are wrong for every client. `endpoints` is the pattern of known endpoints."""
    return [("doubled_version", VERSION + VERSION + "(?:/|$)"), ("full_endpoint", endpoints + "(?:/|$)")]


def wrong_instead_of(right: str) -> list[tuple[str, str]]:
    """(cause, pattern) of ends that are wrong where `right` is right."""
    steps, bare = right.split("/"), re.sub(f"{VERSION}$", "", right)
    shorter = ["/".join(steps[:number]) for number in range(1, len(steps))]
    return [
        ("missing_version", _whole(shorter[-1:] if bare != right else [])),
        ("missing_path", _whole(shorter)),
        ("extra_version", f"^{re.escape(right)}{VERSION}$"),
        ("extra_slash", "^(?=.*//){}$".format("/+".join(map(re.escape, steps)))),
    ]


def _whole(texts: list[str]) -> str:
    return "^(?:{})$".format("|".join(map(re.escape, texts))) if texts else "(?!)"


def wrong_end(path: str, right: str, endpoints: str) -> str | None:
    """Why a base URL must not end in `path` where `right` is right; None: it may. A / at its end is not wrong."""
    path = path.rstrip("/")
    if path == right:
        return None
    causes = always_wrong(endpoints) + wrong_instead_of(right)
    return next((cause for cause, pattern in causes if re.search(pattern, path, re.IGNORECASE)), "path")
