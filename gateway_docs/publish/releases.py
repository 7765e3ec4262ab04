"""A folder of releases, and the link `current` that a web server shows. Only the link changes what readers see."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from gateway_docs.publish.check import check_site
from gateway_docs.publish.version import FILE

KEPT = 5
_FOLDER = re.compile(r"\w+/[0-9a-f]+")
_NAME = re.compile(r"\d{8}T\d{6}Z-\S+")


class NotPublished(Exception):
    """Nothing changed for readers. The text says why."""


class Releases:
    """`folder` holds `releases/<time>-<commit>/`, one for each publication, and `current`."""

    def __init__(self, folder: Path):
        self.folder, self.releases, self.current = folder, folder / "releases", folder / "current"

    def publish(self, build: Callable[[Path], None], commit: str) -> str:
        """Build into a new folder, check it, then switch. The name of the release. NotPublished: as it was."""
        with self._alone():
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{commit}"
            target, making = self.releases / name, self.folder / ".making"
            _clear(making)
            try:
                build(making)
                if problems := check_site(making):
                    raise NotPublished("\n".join(problems))
                self._keep_assets(making)
                _readable(making)
                os.replace(making, target)
            finally:
                _clear(making)
            self._switch(name)
            self._forget_old()
        return name

    def roll_back(self, name: str | None = None) -> str:
        """Show the release of that name, or the one before the present one. NotPublished: there is none."""
        with self._alone():
            names = self.names()
            if name is None:
                before = [known for known in names if known < (self.shown() or "")]
                name = before[-1] if before else None
            if name not in names:
                raise NotPublished(f"there is no such release; there are: {', '.join(names) or 'none'}")
            self._keep_assets(self.releases / name)
            self._switch(name)
        return name

    def names(self) -> list[str]:
        """All releases, oldest first."""
        if not self.releases.is_dir():
            return []
        return sorted(path.name for path in self.releases.iterdir() if _NAME.fullmatch(path.name))

    def shown(self) -> str | None:
        """The release that readers see."""
        return Path(os.readlink(self.current)).name if self.current.is_symlink() else None

    def _switch(self, name: str) -> None:
        # A rename replaces the link in one step: no reader meets a moment without a site.
        new = self.folder / ".current"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases") / name)
        os.replace(new, self.current)

    def _keep_assets(self, site: Path) -> None:
        """A tab that was opened before goes on loading scripts and texts of its own release."""
        new = self.folder / ".assets"
        for name in self.names()[-KEPT:]:
            for folder in _fingerprinted(self.releases / name):
                if not (site / folder).exists():
                    _clear(new)
                    shutil.copytree(self.releases / name / folder, new)
                    os.replace(new, site / folder)

    def _forget_old(self) -> None:
        for name in self.names()[:-KEPT]:
            if name != self.shown():
                shutil.rmtree(self.releases / name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        _make_readable_folder(self.releases)
        with open(self.folder / ".lock", "w", opener=_not_through_a_link) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotPublished(f"somebody else is publishing into {self.folder} at this moment") from None
            yield


def _fingerprinted(release: Path) -> list[str]:
    """The folders of a release whose address holds a digest, and which it built itself."""
    version = json.loads((release / FILE).read_text("utf-8"))
    return [name for name in version.get("folders", []) if _FOLDER.fullmatch(name) and (release / name).is_dir()]


def _make_readable_folder(path: Path) -> None:
    """Make `path` with what is missing above it, so that the web server's user may enter, whatever the umask."""
    if path.is_dir():
        return
    _make_readable_folder(path.parent)
    path.mkdir()
    path.chmod(0o755)


def _readable(site: Path) -> None:
    """The web server is another user than the one who builds. NotPublished: what is not the site's own."""
    if not (site / FILE).is_file():
        raise NotPublished(f"the built site has no {FILE}")
    paths = [site, *site.rglob("*")]
    if links := [str(path.relative_to(site)) for path in paths if path.is_symlink()]:
        raise NotPublished(f"a site holds files, not links to them: {', '.join(links)}")
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _clear(path: Path) -> None:
    """What a publication left behind that was killed; of a link, the link alone."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _not_through_a_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o644)
