"""Deliberate mistakes, applied to a page while it is followed, to record what a reader would see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock.keys import Keyring
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.placeholders import PLACEHOLDER, fill
from gateway_docs.reader.workspace import PROXIES, TRUST


class NothingFailed(Exception):
    """The mistake could not be made, or the client ended well in spite of it."""


Change = Callable[[str, "Setting"], str]


@dataclass(frozen=True)
class Setting:
    """The page's vendor, its facts and the keys that the mock gateway knows."""

    facts: Facts
    vendor: Vendor
    keyring: Keyring

    @property
    def base_url(self) -> str:
        return self.facts.base_url(self.vendor)

    @property
    def other(self) -> Vendor | None:
        """The first vendor of the file besides the page's own."""
        return next((vendor for vendor in self.facts.vendors if vendor.id != self.vendor.id), None)

    def key(self, state: str = "good") -> str:
        return self.keyring.key(self.vendor.id, state=state)


@dataclass(frozen=True)
class Fault:
    """`key` gives the key that the reader uses; `change` alters a fence; `without` are variables taken away."""

    key: Callable[[Setting], str] = Setting.key
    change: Change = lambda text, setting: text
    without: tuple[str, ...] = ()

    def apply(self, fence: Fence, setting: Setting) -> str:
        """The text of `fence` as the reader who makes this mistake would use it."""
        key = self.key(setting)
        if fence.language in ("json", "toml", "python", "js", "yaml"):
            key = key.replace("\n", "\\n")
        return fill(self.change(fence.source, setting), lambda vendor_id: key)


def _state(state: str) -> Fault:
    return Fault(key=lambda setting: setting.key(state))


def _other_vendor(setting: Setting) -> str:
    if setting.other is None:
        raise NothingFailed("the gateway has one vendor, so there is no key of another: show it if several.vendors")
    return setting.keyring.key(setting.other.id)


def _outside_group(text: str, setting: Setting) -> str:
    return text.replace(setting.vendor.default_model, setting.facts.model_outside(setting.vendor).id)


def _without_key(text: str, setting: Setting) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not PLACEHOLDER.search(line))


FAULTS: dict[str, Fault] = {
    "cut-stream": _state("cut"),
    "disabled-key": _state("disabled"),
    "doubled-v1": Fault(change=lambda text, setting: text.replace(setting.base_url, f"{setting.base_url}/v1")),
    "html": _state("html"),
    "key-newline": Fault(key=lambda setting: f"{setting.key()}\n"),
    "key-not-set": Fault(change=_without_key),
    "missing-v1": Fault(
        change=lambda text, setting: text.replace(setting.base_url, re.sub("/v1$", "", setting.base_url))
    ),
    "model-outside-group": Fault(change=_outside_group),
    "no-balance": _state("no-balance"),
    "other-vendor-key": Fault(key=_other_vendor),
    "overloaded": _state("overloaded"),
    "rate-limited": _state("rate-limited"),
    "unreachable": Fault(without=PROXIES),
    "unknown-model": Fault(
        change=lambda text, setting: text.replace(setting.vendor.default_model, f"{setting.vendor.default_model}-typo")
    ),
    "untrusted-certificate": Fault(without=TRUST),
    "wrong-key": Fault(key=lambda setting: "sk-test-not-a-key-of-this-gateway"),
}
