"""Takes from a process and its children what a walk does not need; `unconfined` says what this system cannot take."""

from __future__ import annotations

import ctypes
import resource
import sys
from collections.abc import Iterable
from contextlib import suppress

TYPE_CHECKING = False  # as in typing, which walks need not import for it
if TYPE_CHECKING or __package__:
    from gateway_docs.reader import landlock
else:  # the supervisor runs without the project's packages
    import landlock

#: What every program may write.
SINKS = ("/dev/null", "/dev/zero", "/dev/tty", "/dev/full", "/dev/random", "/dev/urandom")
MEGABYTE = 1 << 20
#: No file may be larger, in bytes, and no process may have more of them open.
MOST_FILE, MOST_OPEN = 256 * MEGABYTE, 4096
PR_CAPBSET_DROP, CAPABILITY_VERSION = 24, 0x20080522


def unconfined(known: int | None = None) -> list[str]:
    """What walks may do here that this project promises they cannot, a few words each; none where it keeps it all.

    By the system: `known` is the version of Landlock, this kernel's by default.
    """
    known = landlock.version() if known is None else known
    missing = [
        (landlock.FILES, "files outside of the walk's folder can be written"),
        (landlock.TRUNCATION, "files outside of the walk's folder can be cut short"),
        (landlock.DEVICES, "devices can be controlled"),
        (landlock.NETWORK, "other TCP ports can be used than the walk's proxy"),
        (landlock.SCOPES, "other processes of this user can be ended, and abstract sockets used"),
    ]
    told = [words for since, words in missing if known < since]
    return told if sys.platform.startswith("linux") else [*told, "processes that leave their session go on"]


def confine(folder: str, outputs: str, ports: Iterable[int]) -> None:
    """Let this process and its children change nothing but what is below `folder` and the files there are in `outputs`.

    Of TCP ports they may reach `ports` alone. OSError: the system can do so and refused.
    """
    _limit()
    known = landlock.version()
    if sys.platform.startswith("linux"):
        _drop_privileges()
    if known < landlock.FILES:
        return
    write = landlock.WRITE_FILE | landlock.TRUNCATE
    devices = {path: write | landlock.IOCTL_DEV for path in landlock.existing(SINKS)}
    places = {folder: landlock.file_rights(known), outputs: write, **devices}
    landlock.restrict(places, dict.fromkeys(ports, landlock.CONNECT_TCP))


def _limit() -> None:
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: MOST_FILE, resource.RLIMIT_NOFILE: MOST_OPEN}
    for name, most in limits.items():
        soft, hard = (most if now == resource.RLIM_INFINITY else min(now, most) for now in resource.getrlimit(name))
        resource.setrlimit(name, (soft, hard))


def _drop_privileges() -> None:
    """No capability now or by any program that is started, also as root: it could read what other processes hold."""
    libc = landlock.libc
    libc.prctl(landlock.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header, none = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    with suppress(AttributeError):  # another C library than glibc
        libc.capset(header, none)
