"""The real keys of this run. pytest loads this before anything else, and it may start pytest again, see `handover`."""

from __future__ import annotations

from gateway_docs.keys.handover import take_over

#: Name of the variable -> key.
KEYS: dict[str, str] = take_over()
