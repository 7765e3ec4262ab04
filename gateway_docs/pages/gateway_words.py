"""What the gateway says when it refuses, by name: recorded errors keep the name, pages show the words."""

from __future__ import annotations

from typing import Any

from gateway_docs.facts import Facts
from gateway_docs.software import CATALOGUE, software
from gateway_docs.software.model import spoken


class Says:
    """In a recording, `[= says("unknown-key", "openai") =]`: the words of the gateway's software, or the neutral ones.

    Values that are not told are those of a usual request: the default model, with a key of the default group.
    """

    def __init__(self, facts: Facts):
        self._facts = facts
        self._software = software(facts.software) if facts.software else None

    def __call__(self, refusal_id: str, dialect_id: str, **values: Any) -> str:
        known = {**self.usual(dialect_id), **values}
        neutral = spoken(CATALOGUE[refusal_id].message, "", known).strip()
        answer = self._software.answer(refusal_id, dialect_id) if self._software else None
        return spoken(answer.message, "", {"message": neutral, **known}) if answer and answer.message else neutral

    def ever(self, *texts: str) -> list[str]:
        """Those of `texts`, as code, that the gateway's software says in a message, type or code; without one, all."""
        own = self._software
        said = str([own.refusals, own.also]) if own else "\n".join(texts)
        return [f"`{text}`" for text in texts if text in said]

    def usual(self, dialect_id: str) -> dict[str, str]:
        """Name -> value."""
        vendor = self._facts.vendor(dialect_id)
        return {
            "model": vendor.default_model,
            "group": vendor.default_group,
            "vendor": vendor.name,
            "console_url": self._facts.console_url,
            "requests_per_minute": str(self._facts.limits.requests_per_minute),
            "request_id": "req_...",
            "key_hash": "5e1f...",
        }
