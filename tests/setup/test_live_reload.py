"""scripts/serve shows an edit of a page, a snippet or the facts without a restart."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gateway_docs.measure.browser import visit
from gateway_docs.project import ROOT

#: A bound against hanging.
SECONDS = 120


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with one page, which is quick to build."""
    for name in ("gateway.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "snippets", tmp_path / "snippets")
    (tmp_path / "docs/en").mkdir(parents=True)
    shutil.copy(ROOT / "docs/en/index.md", tmp_path / "docs/en")
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """The address of `mkdocs serve`, run as scripts/serve does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", *serve_options(), "--dev-addr", f"127.0.0.1:{port}"]
    environment = {name: value for name, value in os.environ.items() if name != "GATEWAY_FACTS"}
    with (project / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(SECONDS)


def serve_options() -> list[str]:
    """What scripts/serve gives to mkdocs."""
    line = (ROOT / "scripts/serve").read_text("utf-8").splitlines()[-1]
    return line.partition("/mkdocs ")[2].replace('"$@"', "").split()


def shows(address: str, text: str) -> bool:
    """Whether the page shows `text` within SECONDS."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass  # not listening yet
        time.sleep(0.05)
    return False


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "full_builds"),
    [
        pytest.param("docs/en/index.md", "How a request travels", "How a request moves", 1, id="page"),
        pytest.param("snippets/curl/chat.sh", "Say OK", "Say hello", 1, id="snippet"),
        pytest.param("gateway.yml", "name: Demo Gateway", "name: Edited Gateway", 2, id="facts"),
    ],
)
def test_edit_is_shown(project, address, name, old, new, full_builds):
    assert shows(address, "livereload"), (project / "log").read_text()
    edit(project / name, old, new)
    assert shows(address, new.partition(": ")[2] or new), f"{name}: the edit is not shown"
    log = (project / "log").read_text()
    assert log.count("Building documentation...") == full_builds, log


def test_mistake_and_its_mending_are_shown(project, address):
    """The old page stays until the mistake is mended; the terminal says what is wrong."""
    assert shows(address, "livereload"), (project / "log").read_text()
    page = project / "docs/en/index.md"
    edit(page, "How a request travels", "How a [= nobody =] travels")
    assert logs(project, "'nobody' is not the name of a fact"), (project / "log").read_text()
    edit(page, "[= nobody =]", "everybody")
    assert shows(address, "How a everybody travels")


def logs(project: Path, text: str) -> bool:
    """Whether the terminal shows `text` within SECONDS."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if text in (project / "log").read_text():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def tab(address: str, project: Path, browser: Browser) -> Iterator[Page]:
    """The page in an open tab, with a mark that is lost when the tab loads it again."""
    assert shows(address, "data-epoch"), (project / "log").read_text()
    with browser.new_context() as context:
        page = context.new_page()
        with page.expect_request("**/livereload/**"):  # waits for the next edit
            visit(page, address)
        page.evaluate("window.kept = true")
        yield page


def test_edited_text_changes_where_it_stands(tab, project):
    """Nothing is loaded again, so what the author opened, typed and scrolled to stays; one edit follows the other."""
    sentences = ["One key belongs", "Each key belongs", "A **key** belongs", "- One\n- Two\n\nIt belongs"]
    for old, new in pairwise(sentences):
        edit(project / "docs/en/index.md", old, new)
        words = new.replace("*", "").rpartition("\n")[2]
        expect(tab.locator("article p", has_text=words)).to_be_visible()
        expect(tab.locator("article p", has_text=old.replace("*", ""))).to_have_count(0)
    assert tab.evaluate("window.kept")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("## What you need", "## New words", "[data-md-component=toc]:has-text('New words')", id="heading"),
        pytest.param("One key belongs", "```bash\nNew words\n```\n", "pre:has-text('New words') ~ .copy", id="code"),
        pytest.param('description: "What', 'description: "New words. What', "meta[content^='New words']", id="head"),
    ],
)
def test_what_is_more_than_text_is_loaded_again(tab, project, old, new, place):
    edit(project / "docs/en/index.md", old, new)
    expect(tab.locator(place).first).to_be_attached()
    assert not tab.evaluate("window.kept")
