"""Stands in for Windows' registry, as far as connect.py needs it: the file REGISTRY, and what was told to windows."""

from __future__ import annotations

import ctypes
import json
import os
from pathlib import Path
from types import SimpleNamespace

HKEY_CURRENT_USER, KEY_READ, KEY_SET_VALUE, REG_SZ, REG_EXPAND_SZ = "HKCU", 0x20019, 2, 1, 2
FILE = Path(os.environ["REGISTRY"])


class _Key:
    def __init__(self, access):
        self.access, self.values = access, json.loads(FILE.read_text())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.access == KEY_SET_VALUE:
            FILE.write_text(json.dumps(self.values))

    def named(self, name):
        """As it is spelled there: names are the same in small and capital letters."""
        return next((known for known in self.values if known.lower() == name.lower()), name)


def CreateKeyEx(key, sub_key, reserved, access):
    assert (key, sub_key, reserved) == (HKEY_CURRENT_USER, "Environment", 0)
    return _Key(access)


def QueryValueEx(key, name):
    if key.named(name) not in key.values:
        raise FileNotFoundError(2, "The system cannot find the file specified")
    return tuple(key.values[key.named(name)])


def SetValueEx(key, name, reserved, kind, value):
    if name == os.environ.get("REFUSED"):
        raise PermissionError(13, "Access is denied")
    assert (key.access, reserved, type(value)) == (KEY_SET_VALUE, 0, str)
    key.values[key.named(name)] = [value, kind]


def DeleteValue(key, name):
    assert key.access == KEY_SET_VALUE
    if key.named(name) not in key.values:
        raise FileNotFoundError(2, "The system cannot find the file specified")
    del key.values[key.named(name)]


def _tell(window, message, first, second, *_):
    assert (window, message, first, second) == (0xFFFF, 0x1A, 0, "Environment")
    FILE.with_suffix(".told").touch()


ctypes.windll = SimpleNamespace(user32=SimpleNamespace(SendMessageTimeoutW=_tell))  # type: ignore[attr-defined]
