"""Landlock, by which a Linux process takes rights from itself and its children without any privilege.

https://docs.kernel.org/userspace-api/landlock.html; every constant below is named as there, without its prefix.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
CREATE_RULESET_VERSION, RULE_PATH_BENEATH, RULE_NET_PORT = 1, 1, 2
WRITE_FILE, REFER, TRUNCATE, IOCTL_DEV = 1 << 1, 1 << 13, 1 << 14, 1 << 15
REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
BIND_TCP, CONNECT_TCP = 1 << 0, 1 << 1
SCOPE_ABSTRACT_UNIX_SOCKET, SCOPE_SIGNAL = 1 << 0, 1 << 1
PR_SET_NO_NEW_PRIVS = 38

#: The version of Landlock since which files, network, devices and scopes can be confined.
#: The first one forbids to move files between folders.
FILES, TRUNCATION, NETWORK, DEVICES, SCOPES = 2, 3, 4, 5, 6

libc = ctypes.CDLL(None, use_errno=True)


class RulesetAttribute(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("handled_access_fs", "handled_access_net", "scoped")]


class PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


class NetPort(ctypes.Structure):
    _fields_ = [("allowed_access", ctypes.c_uint64), ("port", ctypes.c_uint64)]


def version() -> int:
    """The version of Landlock that the kernel has, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    known: int = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), CREATE_RULESET_VERSION)
    return max(known, 0)


def file_rights(known: int) -> int:
    """What changes files, as far as version `known` can forbid it."""
    rights = WRITE_FILE | REMOVE_AND_MAKE | REFER if known >= FILES else 0
    return rights | (TRUNCATE if known >= TRUNCATION else 0) | (IOCTL_DEV if known >= DEVICES else 0)


def restrict(paths: Mapping[str, int], ports: Mapping[int, int] | None = None) -> None:
    """Forbid everything that this kernel can forbid, but `paths` (path -> rights) and TCP `ports` (port -> rights).

    Without `ports` the network is left alone. OSError: the kernel refused.
    """
    known = version()
    files, scopes = file_rights(known), SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL if known >= SCOPES else 0
    network = BIND_TCP | CONNECT_TCP if known >= NETWORK and ports is not None else 0
    attribute = RulesetAttribute(files, network, scopes)
    ruleset = _checked(CREATE_RULESET, ctypes.byref(attribute), ctypes.c_size_t(ctypes.sizeof(attribute)), 0)
    for path, rights in paths.items():
        _allow_path(ruleset, path, rights & files)
    for port, rights in (ports or {}).items():
        if network:
            rule = NetPort(rights, port)
            _checked(ADD_RULE, ruleset, RULE_NET_PORT, ctypes.byref(rule), 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _checked(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def existing(paths: Iterable[str]) -> list[str]:
    """Those of `paths` that there are."""
    return [path for path in paths if os.path.exists(path)]


def _allow_path(ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH)
    try:
        rule = PathBeneath(rights, descriptor)
        _checked(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


def _checked(number: int, *arguments: object) -> int:
    answer: int = libc.syscall(number, *arguments)
    if answer < 0:
        raise OSError(ctypes.get_errno(), f"Landlock: {os.strerror(ctypes.get_errno())}")
    return answer
