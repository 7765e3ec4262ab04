"""The mock's keys: one for every group and every state that a key can be in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway_docs.facts import Facts

REFUSED_STATES = ("disabled", "deleted", "expired", "no-balance", "rate-limited", "rate-limited-bare")
"""States in which the gateway refuses every request."""

FAULTS = ("overloaded", "overloaded-529", "unavailable", "server-error", "html", "html-502", "cut", "slow")
"""Faults that a key makes happen, so that a client can be shown them without any set-up."""

STATES = ("good", *REFUSED_STATES, *FAULTS)


@dataclass(frozen=True)
class Key:
    """A made-up key of one group. `vendor_id` is the first format in which the group sells. `state`: one of STATES."""

    text: str
    vendor_id: str
    group_id: str
    state: str


class Keyring:
    """All keys of the mock, derived from the facts alone, so they are the same in every run."""

    def __init__(self, facts: Facts):
        self._defaults: dict[str, str] = {vendor.id: vendor.default_group for vendor in facts.vendors}
        self._keys: dict[tuple[str, str, str], Key] = {}
        self._by_text: dict[str, Key] = {}
        for state in STATES:
            for vendor in facts.vendors:
                for group in vendor.groups:
                    self._add(vendor.id, group.id, state)

    def key(self, vendor_id: str, group_id: str | None = None, state: str = "good") -> str:
        """The key of a group (the vendor's default group unless told) in a state. KeyError: there is none."""
        return self._keys[vendor_id, group_id or self._defaults[vendor_id], state].text

    def find(self, text: str) -> Key | None:
        """The key written `text`, or None for one that was never made."""
        return self._by_text.get(text)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys.values())

    def _add(self, vendor_id: str, group_id: str, state: str) -> None:
        if same := next((key for key in self._keys.values() if (key.group_id, key.state) == (group_id, state)), None):
            self._keys[vendor_id, group_id, state] = same  # the group sells in several formats
            return
        text = f"sk-test-{group_id}" if state == "good" else f"sk-test-{group_id}-{state}"
        while text in self._by_text:  # a group may be called "x-disabled" beside one called "x"
            text += f"-{state}"
        key = Key(text, vendor_id, group_id, state)
        self._keys[vendor_id, group_id, state] = self._by_text[text] = key
