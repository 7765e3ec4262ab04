"""`pytest --changed`: what held with the same code blocks, client, facts, code and tools is not done again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from pytest_examples import CodeExample
from scratch_project import upstream

from gateway_docs.clients import Client
from gateway_docs.environments import Environment, environments_of
from gateway_docs.facts import Facts
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.session import ReaderSession
from gateway_docs.reader.unchanged import Unchanged, digest

pytestmark = pytest.mark.walk

PAGE, RECORDING = "docs/en/clients/curl.md", "snippets/errors/curl/wrong-key.txt"
ALL = 4  # a way for each of three vendors, and a recording
DAY = 24 * 3600


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest of curl's guide and one of its errors; what held is kept beside the project."""
    known = {**os.environ, "PYTHONPATH": str(project), "XDG_CACHE_HOME": str(project.parent / "cache")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", PAGE, RECORDING, *arguments]
    return subprocess.run(command, cwd=project, env=known, capture_output=True, text=True, timeout=HANGING_SECONDS)


def not_again(project: Path) -> int:
    """How much a run of what changed, which must hold, leaves out."""
    ended = run(project, "--changed")
    assert ended.returncode == 0, ended.stdout
    found = re.search(r"^NOT DONE AGAIN, because --changed was given: (\d+);", ended.stdout, re.MULTILINE)
    return int(found[1]) if found else 0


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that held once, beside what that run said."""
    project = tmp_path_factory.mktemp("held") / "project"
    upstream(project)
    ended = run(project)
    assert ended.returncode == 0
    assert "NOT DONE AGAIN" not in ended.stdout
    (project.parent / "said").write_text(ended.stdout, "utf-8")
    return project


@pytest.fixture
def project(held: Path) -> Iterator[Path]:
    """The same; what a test changes is taken back after it."""
    yield held
    subprocess.run(["git", "checkout", "--quiet", "."], cwd=held, check=True)


def test_nothing_changed(project: Path):
    assert not_again(project) == ALL


@pytest.mark.thorough
def test_fences_are_accounted_for(project: Path):
    told = [(project.parent / "said").read_text("utf-8"), run(project, "--changed").stdout]
    counts = [re.search(r"^\d+ fences: .*$", text, re.MULTILINE)[0] for text in told]
    assert counts[0] == counts[1]


@pytest.mark.thorough
def test_words_may_change(project: Path):
    replace(project / PAGE, "curl shows you exactly", "curl shows you just")
    assert not_again(project) == ALL


def snippet(project: Path) -> None:
    replace(project / "snippets/curl/chat.sh", "curl ", "curl --compressed ")


def code(project: Path) -> None:
    replace(project / "gateway_docs/mock/refusals.py", '"""', '"""Now. ')


@pytest.mark.parametrize(("change", "left"), [(snippet, 2), pytest.param(code, 0, marks=pytest.mark.thorough)])
def test_what_changed_is_done_again(project: Path, change: Callable[[Path], None], left: int):
    change(project)
    assert not_again(project) == left


def name(client: Client, facts: Facts, *known: Environment, what: str = "walk", fences: Sequence[Fence] = ()) -> str:
    return digest(what, fences, client, known, facts)


def test_what_decides_has_a_name_of_its_own(shared: ReaderSession, tmp_path: Path):
    client, [known], facts = shared.clients["llm"], environments_of("llm"), shared.facts
    dependency = Environment("llm", (tmp_path / "llm.txt",))
    lock = known.python_lock.read_text("utf-8")
    assert "\nclick==" in lock, "llm needs click, and does not name it on its page"
    dependency.locks[0].write_text(lock.replace("\nclick==", "\nclick==99.", 1), "utf-8")
    example = CodeExample.create("curl https://api.gateway.example\n")
    names = [
        name(client, facts, known),
        name(client, facts, known, what="fault wrong-key"),
        name(client, facts, known, fences=[Fence(example, "bash", None, "")]),
        name(client, facts, known, fences=[Fence(example, "console", None, "")]),
        name(client.model_copy(update={"packages": ["pypi:llm==99"]}), facts, known),
        name(client, facts, Environment("llm", environments_of("codex")[0].locks)),
        name(client, facts, dependency),
        name(client, facts.model_copy(update={"name": "Another"}), known),
        name(client, facts.model_copy(update={"models": facts.models[1:]}), known),
    ]
    assert len(set(names)) == len(names)
    assert names[0] == name(client, facts, known)


def test_installed_files_decide(shared: ReaderSession, monkeypatch: pytest.MonkeyPatch):
    client, known = shared.clients["llm"], environments_of("llm")
    before = name(client, shared.facts, *known)
    monkeypatch.setattr(Environment, "content", "other files")
    assert name(client, shared.facts, *known) != before


def test_what_only_pages_say_decides_nothing(shared: ReaderSession):
    client, facts = shared.clients["claude-code"], shared.facts
    other_words = client.model_copy(update={"pitfalls": []})
    other_facts = facts.model_copy(update={"contacts": facts.contacts[1:], "promotions": []})
    assert client.pitfalls and facts.promotions
    assert name(client, facts) == name(other_words, other_facts)


@pytest.mark.thorough
def test_what_is_old_is_done_again(project: Path):
    kept = sorted((project.parent / "cache/gateway-docs/held").iterdir())
    for path in kept:
        os.utime(path, (time.time() - 8 * DAY,) * 2)
    assert not_again(project) == 0


def test_broken_snippet_fails_again_and_again(project: Path):
    replace(project / "snippets/curl/chat.sh", "/chat/completions", "/chat/completion")
    for _ in range(2):
        ended = run(project, "--changed")
        assert ended.returncode == 1
        assert "There is nothing at POST" in ended.stdout


@pytest.mark.thorough
def test_recording_is_compared_all_the_same(project: Path):
    (project / RECORDING).write_text("another text\n", "utf-8")
    ended = run(project, "--changed")
    assert ended.returncode == 1
    assert "-another text" in ended.stdout


@pytest.mark.thorough
@pytest.mark.parametrize("other", ["--anew", "--stamp", "--accept-errors"])
def test_what_takes_nothing_from_the_store(project: Path, other: str):
    ended = run(project, "--changed", other)
    assert ended.returncode == 0, ended.stdout
    assert "NOT DONE AGAIN" not in ended.stdout


def test_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "held").write_text("", "utf-8")
    store = Unchanged(tmp_path / "held")
    store.keep("name", ["run"])
    assert store.read("name") is None


def test_what_is_too_old_is_dropped(tmp_path: Path):
    store = Unchanged(tmp_path)
    for name in ("old", "new"):
        store.keep(name, ["run"])
    os.utime(tmp_path / "old.json", (time.time() - 8 * DAY,) * 2)
    store.tidy()
    assert [path.name for path in tmp_path.iterdir()] == ["new.json"]
