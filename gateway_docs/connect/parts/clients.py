"""What the site fills in when it makes connect.py: the settings of each guide, as text."""

from __future__ import annotations

from typing import Any

CLIENTS: dict[str, Any] = {}
