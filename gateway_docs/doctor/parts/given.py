"""What the site fills in when it makes doctor.py: facts, dialects and settings of clients, base URLs, and words."""

from __future__ import annotations

from typing import Any

FACTS: dict[str, Any] = {}
SETTINGS: dict[str, Any] = {}
#: Client -> its settings, as JSON.
KNOWN: dict[str, str] = {}
URLS: dict[str, Any] = {}
WORDS: dict[str, dict[str, str]] = {}
