"""A newcomer with nothing but the handbook: its commands alone, an empty HOME, from clone to a published site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import commands
import pytest
import scratch_project as scratch
from hanging import HANGING_SECONDS
from live_gateway import REAL_KEY, stand_in

from gateway_docs.environments import cache
from gateway_docs.facts import load_facts
from gateway_docs.measure.browser import served
from gateway_docs.project import ROOT

#: Blocks that are not run here, each with the reason.
NOT_RUN = {
    ("README.md", "scripts/serve"): "runs until it is stopped; tests/setup runs it",
    ("publish.md", "nginx -t"): "writes to /etc; tests/publish runs nginx with the same file",
    ("publish.md", "check-site"): "there is no site on the network; tests/publish asks nginx and broken servers",
    ("publish.md", "podman build"): "there is no container engine where the tests run",
}


GIT_NAMES = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HOME of a newcomer who did what the handbook says."""
    upstream = scratch.upstream(tmp_path_factory.mktemp("upstream"))
    home = tmp_path_factory.mktemp("home")
    prepare = f"python3 {Path(__file__).with_name('prepare.py')} {sys.executable}\nscripts/setup test\n"
    script = commands.script(upstream)
    assert "\nscripts/setup test\n" in script
    (home / "handbook.sh").write_text(script.replace("\nscripts/setup test\n", f"\n{prepare}", 1), "utf-8")
    environment = {
        "HOME": str(home),
        "PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        # Two clients, and one recorded error of each, stand for all: the run of the whole suite has the others.
        "CLIENTS": "claude-code curl",
        "PYTEST_ADDOPTS": "--ignore-glob=snippets/errors/*/[!w]*",
        "XDG_CACHE_HOME": str(cache().parent.parent),
        **{f"GIT_{name}": "newcomer@harbour.example" for name in GIT_NAMES},
    }
    with (home / "said.txt").open("w") as said:
        ended = subprocess.run(
            ["bash", "handbook.sh"],
            cwd=home,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=HANGING_SECONDS,
        )
    assert ended.returncode == 0, (home / "said.txt").read_text("utf-8")[-6000:]
    return home


@pytest.mark.walk
@pytest.mark.thorough
def test_site_is_served_in_their_colours(newcomer: Path):
    newest = max((newcomer / "www" / "releases").iterdir())  # the handbook ends with a rollback
    with served(newest) as address, urlopen(address) as answer:
        home = answer.read().decode()
    assert "Harbour Relay" in home
    assert re.search(r"assets/\w+/logo\.svg", home)
    assert "OpenAI" not in home


@pytest.mark.walk
@pytest.mark.thorough
def test_their_words_are_built(newcomer: Path):
    """The site that was published last was made after the handbook's page on own words."""
    assert "Harbour Relay keeps no prompts" in (newcomer / "gateway-docs/site/faq/index.html").read_text("utf-8")
    assert (newcomer / "gateway-docs/site/terms/index.html").exists()


@pytest.mark.walk
@pytest.mark.thorough
def test_pytest_proved_their_pages(newcomer: Path):
    said = (newcomer / "said.txt").read_text("utf-8")
    assert " not proven" in said
    assert "0 not proven" in said
    assert " passed" in said


@pytest.mark.walk
@pytest.mark.thorough
def test_live_run_holds(newcomer: Path, tmp_path: Path):
    """The same clone against a gateway that is not the mock: its first page, with a real key of its one vendor."""
    clone = newcomer / "gateway-docs"
    with stand_in(load_facts(clone / "operator/gateway.yml"), tmp_path, "true") as gateway:
        ended = subprocess.run(
            [clone / ".venv/bin/pytest", "--live", "--live-unprotected", "-p", "no:cacheprovider", "docs/en/index.md"],
            cwd=clone,
            env={"HOME": str(newcomer), "PATH": "/usr/bin:/bin", "LIVE_ANTHROPIC_KEY": REAL_KEY, **gateway.trust},
            capture_output=True,
            text=True,
            timeout=HANGING_SECONDS,
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "live: at most 1 requests" in ended.stdout
    assert "asked /v1/messages" in gateway.log
    assert REAL_KEY not in ended.stdout + ended.stderr


@pytest.mark.walk
@pytest.mark.thorough
def test_version_is_theirs(newcomer: Path):
    version = json.loads((newcomer / "www" / "current" / "version.json").read_text("utf-8"))
    assert version["commit"] != "unknown"


def test_every_block_is_run_or_has_a_reason():
    left_out = [
        (page, body) for page in commands.PAGES for language, title, body in commands.fences(page) if language == "sh"
    ]
    unexplained = [
        body for page, body in left_out if not any(page == known and part in body for known, part in NOT_RUN)
    ]
    assert unexplained == []
    assert len(left_out) == len(NOT_RUN)


@pytest.mark.parametrize("page", commands.PAGES)
def test_pages_are_known(page: str):
    # Read by tests/facts; followed by tests/reader/test_added_client.py; generated.
    others = ["any-vendor.yml", "client.md", "names.md", "material.md"]
    assert sorted(path.name for path in commands.FOLDER.iterdir()) == sorted([*commands.PAGES, *others])
    assert (ROOT / "handbook" / page).read_text("utf-8").startswith("# ")


def test_handbook_is_not_on_the_site(site: Path):
    assert not any("handbook" in path.name for path in site.rglob("*"))
