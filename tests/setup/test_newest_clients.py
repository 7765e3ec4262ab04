"""`scripts/newest-clients`: what moved, and what becomes of the client. The registry is stood in for."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from gateway_docs.clients import load_clients
from gateway_docs.environments import latest
from gateway_docs.environments.environment import Environment
from gateway_docs.environments.moved import moved
from gateway_docs.project import ROOT

LLM = load_clients()["llm"]
LOCK = (ROOT / "snippets/llm/client.lock.txt").read_text("utf-8")
PINNED = LLM.packages[0].rpartition("==")[2]
ANSWERS = "attrs==26.2.0\nllm==99.1\nllm-models==3.0\n"


def environment(folder: Path, name: str, text: str) -> list[Environment]:
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    return [Environment("some", (folder / name,))]


def test_moved_in_python(tmp_path):
    before = environment(
        tmp_path / "a", "some.txt", "# some==1.0\nsome==1.0 \\\n    --hash=x\nhttpx==0.28.1 ; a\ngone==1\n"
    )
    after = environment(
        tmp_path / "b", "some.txt", "# some==1.0\nsome==1.0 \\\n    --hash=y\nhttpx==0.29.0 ; a\nmore[x]==2\n"
    )
    assert moved(before, after) == ["gone 1 -> none", "httpx 0.28.1 -> 0.29.0", "more none -> 2"]


def test_moved_in_node(tmp_path):
    inner = '"node_modules/b/node_modules/a": {"version": "1"}'
    text = '{"packages": {"": {"name": "x"}, "node_modules/a": {"version": "%s"}, ' + inner + "}}"
    before = environment(tmp_path / "a", "some.json", text % "2")
    assert moved(before, environment(tmp_path / "b", "some.json", text % "3")) == ["a 1 and 2 -> 1 and 3"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch):
    """What a step does in the copy: name of the module -> function of the copy that returns status and output."""
    steps = {}

    def run(copy: Path, module: str, *_: str) -> CompletedProcess[str]:
        status, output = steps.get(module, lambda _: (0, ""))(copy)
        return CompletedProcess([], status, output, "")

    monkeypatch.setattr(latest, "COPIED", ("snippets/llm",))  # what these steps need
    monkeypatch.setattr(latest, "_output", lambda *_, **__: ANSWERS)
    monkeypatch.setattr(latest, "_python", run)
    return steps


def newer(copy: Path) -> tuple[int, str]:
    assert "llm==99.1" in (copy / "snippets/llm/client.yml").read_text("utf-8")
    lock = copy / "snippets/llm/client.lock.txt"
    lock.write_text(lock.read_text("utf-8").replace(f"llm=={PINNED}", "llm==99.1"), "utf-8")
    return 0, ""


def test_newest_is_what_can_be_installed(steps):
    assert latest.newest_of("pypi:llm==0.1") == "pypi:llm==99.1"


def test_nothing_moved_is_not_run(steps):
    steps["pytest"] = lambda _: pytest.fail("it was run")
    outcome = latest.tried(LLM)
    assert str(outcome) == "llm: same (nothing is newer)"


@pytest.mark.parametrize(
    ("ran", "result"),
    [((0, "3 passed"), "same"), ((0, "a.txt: accepted\n--- recorded"), "changed text"), ((1, "1 failed"), "broken")],
)
def test_what_moved_is_run(steps, ran, result):
    steps |= {"gateway_docs.environments.lock": newer, "pytest": lambda _: ran}
    outcome = latest.tried(LLM)
    assert str(outcome) == f"llm: {result} (llm {PINNED} -> 99.1)"
    assert outcome.told == ("" if result == "same" else ran[1])


def test_a_dependency_that_moved_is_run(steps):
    def other(copy: Path) -> tuple[int, str]:
        lock = copy / "snippets/llm/client.lock.txt"
        lock.write_text(lock.read_text("utf-8").replace("\nopenai==", "\nopenai==9"), "utf-8")
        return 0, ""

    steps |= {"gateway_docs.environments.lock": other, "pytest": lambda _: (1, "1 failed")}
    assert str(latest.tried(LLM)).startswith("llm: broken (openai ")


def test_release_that_cannot_be_installed(steps):
    steps["gateway_docs.environments.lock"] = lambda _: (1, "no solution")
    outcome = latest.tried(LLM)
    assert (outcome.result, outcome.told) == ("broken", "no solution")
    assert str(outcome) == f"llm: broken (pypi:llm=={PINNED} -> pypi:llm==99.1)"


def test_the_project_is_left_alone(steps):
    steps["gateway_docs.environments.lock"] = newer
    latest.tried(LLM)
    assert (ROOT / "snippets/llm/client.lock.txt").read_text("utf-8") == LOCK
