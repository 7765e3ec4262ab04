"""The version header that every request to Anthropic carries."""

from __future__ import annotations

from gateway_docs.mock.dialect import Call
from gateway_docs.mock.refusals import Refused

VERSIONS = ("2023-06-01", "2026-10-21", "2023-01-01")
"""Versions of the API, the one to recommend first: it is what documentation and Claude Code send."""


def check_version(call: Call) -> None:
    """Refused: no anthropic-version, or one that was never published."""
    version = call.request.headers.get("anthropic-version")
    if not version:
        raise Refused("missing-version", version=VERSIONS[0])
    if version not in VERSIONS:
        raise Refused("unknown-version", found=version[:80], version=VERSIONS[0])


def is_beta(call: Call) -> bool:
    """Whether the request may hold beta fields."""
    return call.request.query_params.get("beta") == "true" or "anthropic-beta" in call.request.headers
