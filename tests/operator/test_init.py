"""gateway-docs init writes a right facts file, and never overwrites one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.cli import main
from gateway_docs.facts import load_facts

NEEDED = {
    "--name": "Acme: AI #1",
    "--site-url": "https://docs.acme.example/",
    "--console-url": "https://console.acme.example",
    "--regions": "global=https://api.acme.example,eu=https://eu.acme.example=Europe",
    "--vendors": "openai,anthropic,gemini",
    "--email": "help@acme.example",
}


def init(path: Path, **changes: str) -> int:
    options = NEEDED | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return main(["init", "--facts", str(path), "--no-questions", *(part for pair in options.items() for part in pair)])


def test_new_file_is_right(tmp_path):
    path = tmp_path / "operator" / "gateway.yml"
    assert init(path, currency="eur", status_url="https://status.acme.example") == 0
    facts = load_facts(path)
    assert (facts.name, facts.currency, facts.status_url) == ("Acme: AI #1", "EUR", "https://status.acme.example")
    assert [region.url for region in facts.regions] == ["https://api.acme.example", "https://eu.acme.example"]
    assert [vendor.id for vendor in facts.vendors] == ["openai", "anthropic", "gemini"]
    assert "# Where people reach you." in path.read_text("utf-8")


def test_only_what_is_offered(tmp_path):
    path = tmp_path / "gateway.yml"
    assert init(path, vendors="gemini", enterprise_email="-", languages="zh") == 0
    facts = load_facts(path)
    assert {model.vendor for model in facts.models} == {"gemini"}
    assert (facts.enterprise, facts.languages, facts.status_url) == (False, ["zh"], None)


@pytest.mark.parametrize(
    "said, answer",
    {
        "--console-url: must begin with https://": {"console_url": "http://console.acme.example"},
        "--regions: must be id=URL or id=URL=Label": {"regions": "api.acme.example"},
        "--regions: must not end in a version": {"regions": "eu=https://api.acme.example/v1"},
        "--vendors: must be one or more of openai, anthropic, gemini": {"vendors": "openai,mistral"},
        "--email: must be an email address": {"email": "help"},
        "--languages: must be one or more of en, zh": {"languages": "fr"},
    }.items(),
)
def test_wrong_answer(tmp_path, capsys, said, answer):
    assert init(tmp_path / "gateway.yml", **answer) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "gateway.yml").exists()


def test_missing_answer(tmp_path, capsys):
    assert main(["init", "--facts", str(tmp_path / "gateway.yml"), "--no-questions", "--name", "Acme"]) == 2
    assert "--site-url is missing: Address of this documentation" in capsys.readouterr().err


def test_second_run_proposes(tmp_path, capsys):
    path, proposal = tmp_path / "gateway.yml", tmp_path / "gateway.proposed.yml"
    init(path)
    path.write_text(path.read_text("utf-8").replace("limits:", "# Agreed with sales.\nlimits:"), "utf-8")
    before = path.read_text("utf-8")
    assert init(path, regions="eu=https://eu2.acme.example", vendors="openai", enterprise_email="b@acme.example") == 0
    assert path.read_text("utf-8") == before
    assert "+    url: https://eu2.acme.example" in capsys.readouterr().out
    facts = load_facts(proposal)
    assert [(region.id, region.url) for region in facts.regions] == [("eu", "https://eu2.acme.example")]
    assert {model.vendor for model in facts.models} == {"openai"}
    assert facts.contacts[-1].value == "b@acme.example"
    for comment in ("# Agreed with sales.\nlimits:", "# Where people reach you.", "# Vendor list prices per million"):
        assert comment in proposal.read_text("utf-8")


def test_second_run_with_the_same_answers(tmp_path, capsys):
    path = tmp_path / "gateway.yml"
    init(path)
    assert init(path) == 0
    assert "says the same already" in capsys.readouterr().out
    assert not (tmp_path / "gateway.proposed.yml").exists()


def test_questions_at_a_terminal(tmp_path):
    """A wrong answer is asked again; Enter takes what is proposed."""
    path = tmp_path / "gateway.yml"
    answers = ["Acme AI", "https://docs.acme.example/", "console", "https://console.acme.example", "", ""]
    answers += ["api=https://api.acme.example", "new", "", "openai", "", "help@acme.example", ""]
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gateway_docs.cli", "init", "--facts", str(path)]
    asked = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, text=True)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    said, _ = asked.communicate(timeout=HANGING_SECONDS)
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 0, said
    assert "must begin with https://" in said and "must be one of claude-relay-service" in said
    assert load_facts(path).name == "Acme AI"


def test_own_file_wins(tmp_path, monkeypatch, capsys):
    """Every command takes the operator's file where there is one."""
    (tmp_path / "gateway.yml").write_text("not: facts", "utf-8")
    monkeypatch.chdir(tmp_path)
    init(Path("operator/gateway.yml"))
    assert main(["check", "--offline"]) == 0
    assert "operator/gateway.yml: these names are reserved" in capsys.readouterr().out
