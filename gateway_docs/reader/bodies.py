"""Requests with a body: what curl sends from a shell, and what Invoke-RestMethod sends from PowerShell."""

from __future__ import annotations

import itertools
import json
import re
import shlex

_CURL = re.compile(r"^curl [^\n']*--data '[^']*'$", re.MULTILINE)
_INVOKE = re.compile(
    r"""^Invoke-RestMethod (\S+) -Method Post -Headers @\{ ([^}]*) \} """
    r"""-ContentType "([^"]*)" -Body '([^']*)' \| ConvertTo-Json -Depth 9$""",
    re.MULTILINE,
)
_HEADER = re.compile(r'"([^"]*)" = "([^"]*)"')

#: Address, headers and body.
Request = tuple[str, list[str], str]


def of_shell(source: str) -> tuple[list[Request], str]:
    """The requests with a body in `source`, whose lines are joined, and the rest. ValueError: an open quote."""
    return [_curl(shlex.split(match[0])) for match in _CURL.finditer(source)], _CURL.sub("", source)


def of_powershell(source: str) -> tuple[list[Request], str]:
    """The same of PowerShell, whose variables are written as a shell does."""
    return [_invoked(*match.groups()) for match in _INVOKE.finditer(source)], _INVOKE.sub("", source)


def _curl(words: list[str]) -> Request:
    pairs = list(itertools.pairwise(words))
    address = next((word for word in words if word.startswith("http")), "")
    headers = [value for option, value in pairs if option == "--header"]
    return address, sorted(headers), _compact(dict(pairs).get("--data", ""))


def _invoked(address: str, headers: str, content_type: str, body: str) -> Request:
    named = [f"{name}: {value}" for name, value in _HEADER.findall(headers)]
    return address, sorted([*named, f"Content-Type: {content_type}"]), _compact(body)


def _compact(body: str) -> str:
    """`body` without the spaces that its JSON does not need; as it is if it is none."""
    try:
        return json.dumps(json.loads(body))
    except ValueError:
        return body
