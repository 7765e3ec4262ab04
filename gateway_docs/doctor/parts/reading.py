"""Reads what the reader has set: variables, files of clients, start files of shells."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Any

from gateway_docs.doctor.parts.formats import ASSIGNMENT, PARSERS, inside
from gateway_docs.doctor.parts.given import FACTS, SETTINGS
from gateway_docs.doctor.parts.report import home

_NAME = re.compile(r"^[A-Za-z_]\w*$")
#: How settings files say that the key stands in a variable.
_REFERENCE = re.compile(r"^(?:\{env:|\$\{)([A-Za-z_]\w*)\}$")


@dataclass
class Setting:
    """What one client, or the variables of one vendor, would use. `place` says where the key and address are from.

    `version` is what the client wants behind the base URL.
    """

    vendor: dict[str, Any]
    place: str
    client: str | None = None
    base_url: str | None = None
    version: str = ""
    key: str | None = None
    model: str | None = None
    key_name: str = ""
    problems: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


def find_settings(environment: dict[str, str]) -> list[Setting]:
    """Every setting of this gateway's vendors that has an address or a key."""
    found = [_from_variables(vendor, environment) for vendor in FACTS["vendors"]]
    found += [setting for file in SETTINGS["files"] for setting in _from_file(file, environment)]
    return [setting for setting in found if setting.key is not None or setting.base_url is not None]


def _from_variables(vendor: dict[str, Any], environment: dict[str, str]) -> Setting:
    names = SETTINGS["vendors"][vendor["id"]]["variables"]

    def first(kind: str) -> tuple[str, str | None]:
        return next(((name, environment[name]) for name in names[kind] if name in environment), ("", None))

    (key_name, key), (url_name, base_url), (_, model) = first("keys"), first("base_urls"), first("models")
    place = " + ".join(name for name in (url_name, key_name) if name)
    return Setting(vendor, place, base_url=base_url, key=key, model=model, key_name=key_name)


def _from_file(file: dict[str, Any], environment: dict[str, str]) -> list[Setting]:
    text = read_text(file["path"])
    if text is None:
        return []
    try:
        content = PARSERS[file["format"]](text)
    except ValueError as error:
        setting = Setting(FACTS["vendors"][0], file["path"], client=file["client"], base_url="")
        setting.problems.append(("file_broken", "", {"path": file["path"], "reason": str(error)}))
        return [setting]
    chosen, model = _choice(file, content)
    vendor = _vendor_of(file, content, chosen)
    if vendor is None:
        return []
    setting = Setting(vendor, file["path"], client=file["client"], model=model)
    setting.version = file.get("version", {}).get(vendor["id"], "")
    setting.base_url = _text(inside(content, file["base_url"], chosen))
    _fill_key(setting, file, content, chosen, environment)
    return [setting]


def _choice(file: dict[str, Any], content: Any) -> tuple[str | None, str | None]:
    """The provider that a file chooses, and the model."""
    chosen = _text(inside(content, file.get("chosen", [])))
    if chosen is None:
        providers = inside(content, (file["structure"].get("providers") or "").split("/"))
        if isinstance(providers, dict) and len(providers) == 1:  # nothing else can be chosen
            return next(iter(providers)), None
    if chosen and file["chosen"] == file["model"]:
        provider, slash, model = chosen.partition("/")
        return (provider, model) if slash else (None, chosen)
    return chosen, _text(inside(content, file["model"], chosen))


def _vendor_of(file: dict[str, Any], content: Any, chosen: str | None) -> dict[str, Any] | None:
    """The vendor whose format a file speaks; None: another one, or one that this gateway does not offer."""
    known = file["vendor"]
    if isinstance(known, dict):
        found = inside(content, known["at"], chosen)
        known = next((vendor for vendor, mark in known.items() if vendor != "at" and mark == found), None)
    return next((vendor for vendor in FACTS["vendors"] if vendor["id"] == known), None)


def _fill_key(
    setting: Setting, file: dict[str, Any], content: Any, chosen: str | None, environment: dict[str, str]
) -> None:
    """The key as it stands in the file, or in the variable that the file names."""
    keys = (_text(inside(content, path, chosen)) for path in file.get("key", []))
    setting.key = next((key for key in keys if key is not None), None)
    reference = _REFERENCE.match(setting.key or "")
    name = reference.group(1) if reference else _text(inside(content, file.get("key_variable", []), chosen))
    if not name or (setting.key is not None and not reference):
        return
    if _NAME.match(name):
        own = inside(content, file.get("env", []))
        environment = {**own, **environment} if isinstance(own, dict) else environment
        setting.key, setting.key_name = environment.get(name), name
        if setting.key is None:
            setting.problems.append(("variable_missing", "env-not-seen", {"name": name, "path": file["path"]}))
    else:
        setting.key = name
        setting.problems.append(("key_for_name", "env-not-seen", {"path": file["path"]}))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def read_text(path: str) -> str | None:
    try:
        with open(home(path), encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None


def profile_variables() -> list[tuple[str, str, bool]]:
    """(name, start file, exported) of every variable of a vendor that a shell's start file sets."""
    known = {
        name
        for known in SETTINGS["vendors"].values()
        for kind in ("keys", "base_urls", "models")
        for name in known["variables"][kind]
    }
    found = []
    for path in SETTINGS["profiles"]:
        text = read_text(path) or ""
        exported = set(re.findall(r"^\s*export\s+([A-Za-z_]\w*)\s*$", text, re.MULTILINE))
        for line in text.splitlines():
            match = ASSIGNMENT.match(line)
            if match and match.group(2) in known:
                found.append((match.group(2), path, bool(match.group(1)) or match.group(2) in exported))
    return found


def logins() -> list[tuple[str, str]]:
    """(client, file) of every login at a vendor that was left behind."""
    known = [(file["client"], file["login"]) for file in SETTINGS["files"] if "login" in file]
    return [(client, path) for client, path in known if os.path.exists(home(path))]
