"""HEAD /api/hello: Claude Code asks it whether the network is there, and takes any answer for yes."""

from __future__ import annotations

from gateway_docs.mock.dialect import Call, Reply


def hello(call: Call) -> Reply:
    """404, as from a gateway that does not know the path. It is no refusal: no reader has done anything wrong."""
    return Reply([b""], "text/plain", status=404)
