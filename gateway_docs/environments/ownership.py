"""Who else could have put something into a folder whose programs are run."""

from __future__ import annotations

import os
import stat
from pathlib import Path

ADVICE = "Make it yours alone (chown, chmod go-w), or set XDG_CACHE_HOME to a folder that is"


def why_not_ours(folder: Path) -> str | None:
    """Whose work may lie in `folder`, besides that of this user and the administrator, and what to do; None: nobody's.

    A folder above it counts as well: who may write there could put another folder in place of this one.
    """
    if not hasattr(os, "getuid"):
        return None
    for place in dict.fromkeys((folder, folder.resolve(), *folder.parents, *folder.resolve().parents)):
        if place.exists() and (reason := _why_not(place.stat(), keeps_names=place not in (folder, folder.resolve()))):
            return f"{place} {reason}, so what lies below it may not be what set-up installed. {ADVICE}"
    return None


def _why_not(about: os.stat_result, keeps_names: bool) -> str | None:
    """`keeps_names`: it is enough that others cannot rename what is in the folder, as in /tmp."""
    if about.st_uid not in _trusted():
        return f"belongs to {_user(about.st_uid)}"
    if keeps_names and about.st_mode & stat.S_ISVTX:
        return None
    if about.st_mode & stat.S_IWOTH or (about.st_mode & stat.S_IWGRP and not _private(about.st_gid)):
        return f"can be written by others (mode {stat.S_IMODE(about.st_mode):04o})"
    return None


def _trusted() -> set[int]:
    """This user, the administrator and, in a container that maps few users, whoever owns its root folder."""
    mapped = Path("/proc/self/uid_map")
    whole = not mapped.exists() or mapped.read_text("ascii").split() == ["0", "0", "4294967295"]
    return {os.getuid(), 0} | (set() if whole else {os.stat("/").st_uid})


def _private(group: int) -> bool:
    """Whether the group is root's, or this user's own, as systems make it whose files are writable by the group."""
    import grp
    import pwd

    try:
        name, members = grp.getgrgid(group).gr_name, grp.getgrgid(group).gr_mem
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return False
    return name == user and not set(members) - {user}


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"the user {number}"
