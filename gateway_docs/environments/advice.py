"""What to do about a file that cannot be written."""

from __future__ import annotations

import errno
import os


def advice(error: OSError) -> str:
    """`error` with the way out, in a line or two."""
    place = error.filename or "a file"
    no_right = f"{_user()} has no right to write or run {place}. Make it yours (chown), or work in a copy that is"
    return {
        errno.ENOSPC: f"the disk is full: {place} could not be written. Make room, and run the same command again",
        errno.EDQUOT: f"your quota is used up: {place} could not be written. Make room, and run the same command again",
        errno.EFBIG: f"{place} would be larger than this shell allows: see `ulimit -f`",
        errno.EROFS: f"{place} is on a file system that is read-only. Work in a copy that you can write",
        errno.EACCES: no_right,
        errno.EPERM: no_right,
    }.get(error.errno or 0, str(error))


def _user() -> str:
    return f"user {os.getuid()}" if hasattr(os, "getuid") else "this user"
