"""What the site fills in when it makes doctor.py: the facts of the gateway, where clients keep settings, and words."""

from __future__ import annotations

from typing import Any

FACTS: dict[str, Any] = {}
SETTINGS: dict[str, Any] = {}
WORDS: dict[str, dict[str, str]] = {}
