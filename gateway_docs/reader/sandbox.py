"""Runs a program that can write only below one folder: `python -IS sandbox.py FOLDER PROGRAM ARGUMENT…`. Linux.

By Landlock, which needs no privileges. Where the system has none the program runs without it.
"""

import ctypes
import os
import sys

CREATE, ADD_RULE, RESTRICT = 444, 445, 446
NO_NEW_PRIVILEGES, PATH_BENEATH, VERSION_FLAG = 38, 1, 1
WRITE_FILE, REFER, TRUNCATE = 1 << 1, 1 << 13, 1 << 14
REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
DEVICES = ("/dev/null", "/dev/zero", "/dev/tty", "/dev/full", "/dev/random", "/dev/urandom")

libc = ctypes.CDLL(None, use_errno=True)


class RulesetAttribute(ctypes.Structure):
    _fields_ = [("handled_access_fs", ctypes.c_uint64)]


class PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def version() -> int:
    """The version of Landlock that the kernel has, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(libc.syscall(CREATE, None, ctypes.c_size_t(0), VERSION_FLAG), 0)


def confine(folder: str) -> bool:
    """Let this process and its children write below `folder` alone. False: the system cannot."""
    known = version()
    if known < 2:  # the first version forbids to move files between folders
        return False
    rights = WRITE_FILE | REMOVE_AND_MAKE | REFER | (TRUNCATE if known >= 3 else 0)
    attribute = RulesetAttribute(rights)
    ruleset = libc.syscall(CREATE, ctypes.byref(attribute), ctypes.c_size_t(ctypes.sizeof(attribute)), 0)
    _allow(ruleset, folder, rights)
    for device in filter(os.path.exists, DEVICES):
        _allow(ruleset, device, rights & (WRITE_FILE | TRUNCATE))
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return libc.syscall(RESTRICT, ruleset, 0) == 0


def _allow(ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH)
    rule = PathBeneath(rights, descriptor)
    libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(descriptor)


if __name__ == "__main__":
    confine(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])
