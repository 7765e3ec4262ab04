"""Variables of the user on Windows. Each is named like a file, below `PLACE`, and holds its value."""

from __future__ import annotations

import contextlib
import ctypes
from typing import Any

try:
    import winreg as _winreg
except ImportError:  # any other system
    _winreg = None  # type: ignore[assignment,unused-ignore]
_REGISTRY: Any = _winreg
PLACE = "HKCU\\Environment\\"
_EVERYBODY = 0xFFFF
_CHANGED = 0x1A
_UNLESS_HUNG = 2


def has_user_variables() -> bool:
    return _REGISTRY is not None


def variable_of(path: str) -> str | None:
    """The name of the variable that `path` names; None: it names a file."""
    return path[len(PLACE) :] if path.startswith(PLACE) else None


def value_of(name: str) -> tuple[bytes | None, int | None]:
    """Value and type; None: it is not set."""
    with contextlib.suppress(FileNotFoundError), _opened(_REGISTRY.KEY_READ) as key:
        value, kind = _REGISTRY.QueryValueEx(key, name)
        return str(value).encode(), kind
    return None, None


def set_value(name: str, value: bytes | None, kind: int | None) -> None:
    """None takes it away. Programs that start from now on see it, terminals in new windows, too."""
    with _opened(_REGISTRY.KEY_SET_VALUE) as key:
        if value is None:
            with contextlib.suppress(FileNotFoundError):
                _REGISTRY.DeleteValue(key, name)
        else:
            _REGISTRY.SetValueEx(key, name, 0, _REGISTRY.REG_SZ if kind is None else kind, value.decode())
    windows: Any = getattr(ctypes, "windll").user32  # noqa: B009 - other systems have none
    windows.SendMessageTimeoutW(_EVERYBODY, _CHANGED, 0, "Environment", _UNLESS_HUNG, 1000, None)


def _opened(access: int) -> Any:
    return _REGISTRY.CreateKeyEx(_REGISTRY.HKEY_CURRENT_USER, PLACE.split("\\")[1], 0, access)
