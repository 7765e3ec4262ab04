"""Deliberate mistakes, applied to a page while it is followed, to record what a reader would see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gateway_docs.clients.model import OtherLogin
from gateway_docs.dialects import dialect
from gateway_docs.dialects.base_urls import VERSION
from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock.keys import Keyring
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.placeholders import PLACEHOLDER, fill
from gateway_docs.reader.workspace import PROXIES, TRUST


class NothingFailed(Exception):
    """The mistake could not be made, or the client ended well in spite of it."""


_VERSION = re.compile(f"{VERSION}$")
Change = Callable[[str, "Setting"], str]


@dataclass(frozen=True)
class Setting:
    """The page's vendor, its facts and the keys that the mock gateway knows.

    `base_url` is the one that the client wants, `login` what an earlier login of the client left.
    """

    facts: Facts
    vendor: Vendor
    keyring: Keyring
    base_url: str
    login: OtherLogin | None = None

    @property
    def other(self) -> Vendor | None:
        """The first vendor of the file besides the page's own."""
        return self.facts.other(self.vendor)

    def key(self, state: str = "good") -> str:
        return self.keyring.key(self.vendor.id, state=state)


@dataclass(frozen=True)
class Fault:
    """`key` gives the key that the reader uses; `change` alters a fence; `without` are variables taken away.

    `other_login`: the reader logged in elsewhere before.
    """

    key: Callable[[Setting], str] = Setting.key
    change: Change = lambda text, setting: text
    without: tuple[str, ...] = ()
    other_login: bool = False

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
        raise NothingFailed("the gateway has one vendor, so there is no key of another: show it if key_per_vendor")
    return setting.keyring.key(setting.other.id)


def _outside_group(text: str, setting: Setting) -> str:
    return text.replace(setting.vendor.default_model, setting.facts.model_outside(setting.vendor).id)


def _without_key(text: str, setting: Setting) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not PLACEHOLDER.search(line))


def _base_url(change: Callable[[str, Setting], str]) -> Fault:
    """The base URL is another one wherever it stands."""
    return Fault(change=lambda text, setting: text.replace(setting.base_url, change(setting.base_url, setting)))


def _full_endpoint(url: str, setting: Setting) -> str:
    """As a reader takes it from the vendor's reference, whose address the base URL may already be a part of."""
    address = dialect(setting.vendor.id).usual_address.removesuffix("/…")
    return url + (re.sub(f"^{VERSION}", "", address) if _VERSION.search(url) else address)


def _model_typo(text: str, setting: Setting) -> str:
    return text.replace(setting.vendor.default_model, f"{setting.vendor.default_model}-typo")


FAULTS: dict[str, Fault] = {
    "cut-stream": _state("cut"),
    "disabled-key": _state("disabled"),
    "doubled-v1": _base_url(lambda url, _: f"{url}/v1"),
    "full-endpoint": _base_url(_full_endpoint),
    "html": _state("html"),
    "key-newline": Fault(key=lambda setting: f"{setting.key()}\n"),
    "key-not-set": Fault(change=_without_key),
    "key-space": Fault(key=lambda setting: f"{setting.key()} "),
    "missing-v1": _base_url(lambda url, _: _VERSION.sub("", url)),
    "model-outside-group": Fault(change=_outside_group),
    "no-balance": _state("no-balance"),
    "other-login": Fault(other_login=True),
    "other-vendor-key": Fault(key=_other_vendor),
    "overloaded": _state("overloaded-529"),
    "plain-http": _base_url(lambda url, _: url.replace("https://", "http://", 1)),
    "rate-limited": _state("rate-limited"),
    "rate-limited-bare": _state("rate-limited-bare"),
    "unavailable": _state("unavailable"),
    "unknown-model": Fault(change=_model_typo),
    "unreachable": Fault(without=PROXIES),
    "untrusted-certificate": Fault(without=TRUST),
    "wrong-key": Fault(key=lambda setting: "sk-test-not-a-key-of-this-gateway"),
}
