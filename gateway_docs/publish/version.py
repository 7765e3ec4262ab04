"""Which state of the project a site was built from: shown in its footer and in version.json."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

FILE = "version.json"
#: Says it where there is no repository, such as in a container: COMMIT or COMMIT DATE.
VARIABLE = "GATEWAY_DOCS_VERSION"


@dataclass(frozen=True)
class Version:
    """`commit` is shortened, with + behind it if files differ from it; `date` is the commit's, 2026-11-24."""

    commit: str
    date: str

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.date, self.commit)))


def version_of(project: Path) -> Version:
    """The version of the project in that folder; `unknown` outside of a repository, unless the environment says it."""
    if told := os.environ.get(VARIABLE):
        commit, _, date = told.partition(" ")
        return Version(commit, date)
    return _of_repository(project)


@lru_cache(maxsize=4)
def _of_repository(project: Path) -> Version:
    shown = _git(project, "log", "-1", "--format=%h %cs").split()
    if len(shown) != 2:
        return Version("unknown", "")
    changed = "+" if _git(project, "status", "--porcelain").strip() else ""
    return Version(shown[0] + changed, shown[1])


def _git(project: Path, *arguments: str) -> str:
    try:
        return subprocess.run(["git", *arguments], cwd=project, capture_output=True, text=True).stdout
    except FileNotFoundError:
        return ""


def write(site: Path, project: Path) -> None:
    """A step of the build: version.json beside the front page."""
    (site / FILE).write_text(json.dumps(asdict(version_of(project))) + "\n", "utf-8")
