"""Reads what the reader has set: variables, files of clients, start files of shells."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any

from gateway_docs.doctor.parts.given import FACTS, SETTINGS
from gateway_docs.doctor.parts.report import home

_ASSIGNMENT = re.compile(r"^\s*(export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$")


@dataclass
class Setting:
    """What one client, or the variables of one vendor, would use. `place` says where the key and address are from."""

    vendor: dict[str, Any]
    place: str
    client: str | None = None
    base_url: str | None = None
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
    names = SETTINGS["vendors"][vendor["id"]]

    def first(kind: str) -> tuple[str, str | None]:
        return next(((name, environment[name]) for name in names[kind] if name in environment), ("", None))

    (key_name, key), (url_name, base_url), (_, model) = first("keys"), first("base_urls"), first("names")
    place = " + ".join(name for name in (url_name, key_name) if name)
    return Setting(vendor, place, base_url=base_url, key=key, model=model, key_name=key_name)


def _from_file(file: dict[str, Any], environment: dict[str, str]) -> list[Setting]:
    vendor = next((vendor for vendor in FACTS["vendors"] if vendor["id"] == file["vendor"]), None)
    text = read_text(file["path"])
    if vendor is None or text is None:
        return []
    setting = Setting(vendor, file["path"], client=file["client"])
    try:
        content = PARSERS[file["format"]](text)
    except ValueError as error:
        setting.problems.append(("file_broken", "", {"path": file["path"], "reason": str(error)}))
        setting.base_url = ""
        return [setting]
    _fill(setting, file, content, environment)
    return [setting]


def _fill(setting: Setting, file: dict[str, Any], content: dict[str, Any], environment: dict[str, str]) -> None:
    chosen = inside(content, file.get("chosen", []))
    setting.base_url = _text(inside(content, file["base_url"], chosen))
    setting.model = _text(inside(content, file["model"], chosen))
    for path in file.get("key", []):
        setting.key = setting.key if setting.key is not None else _text(inside(content, path, chosen))
    name = _text(inside(content, file.get("key_variable", []), chosen))
    if name and re.match(r"^[A-Za-z_]\w*$", name):
        setting.key, setting.key_name = environment.get(name), name
        if setting.key is None:
            setting.problems.append(("variable_missing", "env-not-seen", {"name": name, "path": file["path"]}))
    elif name:
        setting.key = name
        setting.problems.append(("key_for_name", "env-not-seen", {"path": file["path"]}))


def inside(content: Any, path: list[str], chosen: Any = None) -> Any:
    """What stands at `path` in nested dictionaries, None if nothing does; * is the provider that was chosen."""
    for name in path:
        name = chosen if name == "*" else name
        if not isinstance(content, dict) or name not in content:
            return None
        content = content[name]
    return content if path else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def read_text(path: str) -> str | None:
    try:
        with open(home(path), encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None


def parse_dotenv(text: str) -> dict[str, str]:
    """NAME=value lines; quotes around a value are taken off."""
    found = {}
    for line in text.splitlines():
        match = _ASSIGNMENT.match(line)
        if match:
            found[match.group(2)] = _unquoted(match.group(3))
    return found


def parse_toml(text: str) -> dict[str, Any]:
    """Tables and strings of TOML, which is all that settings of clients need; Python 3.8 has no parser of its own."""
    root: dict[str, Any] = {}
    table = root
    for line in text.splitlines():
        header = re.match(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$", line)
        if header:
            table = root
            for name in header.group(1).split("."):
                table = table.setdefault(name.strip().strip("\"'"), {})
            continue
        match = re.match(r"""^\s*([\w."-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*')""", line)
        if match:
            table[match.group(1).strip('"')] = _unquoted(match.group(2))
    return root


def _unquoted(value: str) -> str:
    quoted = re.match(r"""^(["'])(.*?)\1\s*(#.*)?$""", value)
    if not quoted:
        return value.split(" #", 1)[0].strip()
    inner = quoted.group(2)
    return inner.replace("\\n", "\n").replace('\\"', '"') if quoted.group(1) == '"' else inner


PARSERS = {"json": json.loads, "toml": parse_toml, "dotenv": parse_dotenv}


def profile_variables() -> list[tuple[str, str, bool]]:
    """(name, start file, exported) of every variable of a vendor that a shell's start file sets."""
    known = {
        name
        for names in SETTINGS["vendors"].values()
        for kind in ("keys", "base_urls", "names")
        for name in names[kind]
    }
    found = []
    for path in SETTINGS["profiles"]:
        text = read_text(path) or ""
        exported = set(re.findall(r"^\s*export\s+([A-Za-z_]\w*)\s*$", text, re.MULTILINE))
        for line in text.splitlines():
            match = _ASSIGNMENT.match(line)
            if match and match.group(2) in known:
                found.append((match.group(2), path, bool(match.group(1)) or match.group(2) in exported))
    return found


def logins() -> list[tuple[str, str]]:
    """(client, file) of every login at a vendor that was left behind."""
    return [(file["client"], file["login"]) for file in SETTINGS["files"] if os.path.exists(home(file["login"]))]
