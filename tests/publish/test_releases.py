"""A publication is whole or not at all, and can be taken back."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from gateway_docs.cli import main
from gateway_docs.project import ROOT
from gateway_docs.publish.releases import KEPT, NotPublished, Releases

VERSION = '{"commit": "abc1234", "date": "2026-11-24"}\n'


def small_site(folder: Path, text: str = "Hello") -> None:
    """A site of one page, as a build leaves it."""
    folder.mkdir(parents=True)
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f'<html><a href="sitemap.xml">{text}</a></html>', "utf-8")
    (folder / "sitemap.xml").write_text("<urlset/>", "utf-8")
    (folder / "version.json").write_text(VERSION, "utf-8")


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Releases:
    return Releases(tmp_path / "www")


def publish(releases: Releases, number: int) -> str:
    """Publishes as if in the year 2000 + `number`, so that no test waits for the clock."""
    name = releases.publish(lambda folder: small_site(folder, f"Site {number}"), "abc1234")
    later = f"{2000 + number}{name[4:]}"
    (releases.releases / name).rename(releases.releases / later)
    releases.roll_back(later)
    return later


def seen(releases: Releases) -> str:
    return (releases.current / "index.html").read_text("utf-8")


def test_first_publication(releases: Releases):
    assert publish(releases, 1) == releases.shown()
    assert "Site 1" in seen(releases)


def test_rollback_and_forward(releases: Releases):
    first, second = publish(releases, 1), publish(releases, 2)
    assert releases.roll_back() == first
    assert "Site 1" in seen(releases)
    releases.roll_back(second)
    assert "Site 2" in seen(releases)


def test_rollback_needs_a_release_before(releases: Releases):
    publish(releases, 1)
    with pytest.raises(NotPublished, match="there is no such release"):
        releases.roll_back()
    assert "Site 1" in seen(releases)


def _stops(folder: Path) -> None:
    small_site(folder)
    raise NotPublished("stopped half way")


def _breaks(folder: Path) -> None:
    small_site(folder)
    raise OSError("no space left on device")


def _cut(folder: Path) -> None:
    small_site(folder)
    (folder / "index.html").write_text("<html><p>Hel", "utf-8")


def _lost(folder: Path) -> None:
    small_site(folder)
    (folder / "sitemap.xml").unlink()


def _dead_link(folder: Path) -> None:
    small_site(folder)
    (folder / "index.html").write_text('<html><a href="faq/">FAQ</a></html>', "utf-8")


@pytest.mark.parametrize("build", [_stops, _breaks, _cut, _lost, _dead_link])
def test_bad_build_changes_nothing(releases: Releases, build):
    publish(releases, 1)
    before = releases.names()
    with pytest.raises((NotPublished, OSError)):
        releases.publish(build, "abc1234")
    assert releases.names() == before
    assert "Site 1" in seen(releases)
    assert sorted(path.name for path in releases.folder.iterdir()) == [".lock", "current", "releases"]


def test_old_releases_go(releases: Releases):
    names = [publish(releases, number) for number in range(KEPT + 3)]
    assert releases.names() == names[-KEPT:]


def test_two_at_once(releases: Releases):
    def meanwhile(folder: Path) -> None:
        with pytest.raises(NotPublished, match="somebody else is publishing"):
            Releases(releases.folder).publish(small_site, "other")
        small_site(folder)

    releases.publish(meanwhile, "abc1234")


@pytest.fixture
def strict_umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_web_server_may_read_under_any_umask(tmp_path: Path, strict_umask):
    releases = Releases(tmp_path / "srv/www")
    releases.publish(small_site, "abc1234")
    made = [releases.folder.parent, releases.folder, releases.releases]
    assert {oct(path.stat().st_mode & 0o777) for path in made} == {"0o755"}
    shown = releases.current.resolve()
    assert {oct(path.stat().st_mode & 0o777) for path in shown.rglob("*")} == {"0o644"}


def test_modes_outside_are_left_alone(releases: Releases, tmp_path: Path):
    """A link in the built site would carry them out of it."""
    private = tmp_path / "private"
    private.mkdir(mode=0o700)

    def build(folder: Path) -> None:
        small_site(folder)
        (folder / "link").symlink_to(private)

    with pytest.raises(NotPublished, match="holds files, not links to them: link"):
        releases.publish(build, "abc1234")
    assert private.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", [".making", ".lock"])
def test_nothing_is_written_through_a_link(releases: Releases, tmp_path: Path, name: str):
    outside = tmp_path / "outside"
    outside.mkdir()
    kept = outside / "kept"
    kept.write_text("mine", "utf-8")
    releases.folder.mkdir()
    (releases.folder / name).symlink_to(outside if name == ".making" else kept)
    if name == ".making":
        releases.publish(small_site, "abc1234")
    else:
        with pytest.raises(OSError, match="symbolic links"):
            releases.publish(small_site, "abc1234")
    assert [(path.name, path.read_text("utf-8")) for path in outside.iterdir()] == [("kept", "mine")]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The real build, a failure after it, the list and the way back."""
    folder = str(tmp_path / "www")
    assert main(["publish", folder]) == 0
    shown = Releases(tmp_path / "www").shown()
    assert f"{shown} is shown" in capsys.readouterr().out
    wrong = tmp_path / "gateway.yml"
    wrong.write_text((ROOT / "gateway.yml").read_text("utf-8").replace("currency: USD", "currency: dollars"), "utf-8")
    assert main(["publish", folder, "--facts", str(wrong)]) == 1
    assert f"Nothing was published; readers see {shown}." in capsys.readouterr().err
    assert main(["publish", folder, "--list"]) == 0
    assert capsys.readouterr().out == f"* {shown}\n"
    assert main(["publish", folder, "--rollback"]) == 1


def test_site_says_its_version(site: Path):
    version = json.loads((site / "version.json").read_text("utf-8"))
    footer = (site / "index.html").read_text("utf-8").partition("<footer")[2]
    assert f"Version {version['date']} · {version['commit']}" in footer
    assert "版本" in (site / "zh/index.html").read_text("utf-8").partition("<footer")[2]
    assert shutil.which("git") is None or version["commit"] != "unknown"
