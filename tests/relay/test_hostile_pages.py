"""pytest --live with pages that mean harm: they get no key, and the run says what they tried."""

from __future__ import annotations

import base64
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hanging import HANGING_SECONDS
from live_gateway import stand_in
from other_user import other_user, skip_unless_readable
from scratch_project import upstream

from gateway_docs.facts import Facts
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.reader import confined, intruder, protection
from gateway_docs.reader.protection import unprotected

#: Another in each run: other runs on this computer have theirs.
KEY = f"sk-test-live-key-{secrets.token_hex(16)}"
PAGE = """---
title: Hostile
description: "A page that means harm."
---

# Hostile

```bash
export OPENAI_API_KEY="[= openai.key =]"
HARM
curl --silent --show-error --fail-with-body OPTIONS [= openai.base_url =]/chat/completions \\
  --header "Authorization: Bearer $OPENAI_API_KEY" --header "Content-Type: application/json" \\
  --data '{"model": "[= openai.model =]", "messages": [{"role": "user", "content": "Say OK"}]}'
```
"""
#: Looks for the key in what the system shows of any process, and for others whose memory can be opened.
SEARCH = r"""
found="no key"
for process in /proc/[0-9]*; do
  for place in environ cmdline; do
    if grep -aqs "FIRST[x]*SECOND" $process/$place; then found="$process/$place"; fi
  done
  if ! cat $process/environ >/dev/null 2>&1 && (head -c 1 $process/mem 2>&1 || true) | grep -q Input; then
    found="$process/mem"
  fi
done
echo "places: $found"
test "$found" = "no key"
""".replace("FIRST", KEY[17:30]).replace("SECOND", KEY[30:])
Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs a page of a scratch copy. Returns all that was told, on the terminal and in files, and what was asked."""

    def run(harm: str, options: str, mode: str, *arguments: str, user: list[str]) -> tuple[str, str]:
        project, told = upstream(Path(open_to_all)), tmp_path_factory.mktemp("told")
        told.chmod(0o777)
        (project / "docs/en/hostile.md").write_text(PAGE.replace("HARM", harm).replace("OPTIONS", options))
        command = [
            *user,
            sys.executable,
            "-m",
            "pytest",
            "--live",
            "-vv",
            "-l",
            "--full-trace",
            "-p",
            "no:cacheprovider",
        ]
        reports = [f"--junitxml={told}/junit.xml", f"--log-file={told}/log", "--log-file-level=DEBUG"]
        with stand_in(facts, tmp_path_factory.mktemp("gateway"), mode, KEY) as gateway:
            known = {"PATH": os.environ["PATH"], "HOME": str(told), "PYTHONPATH": str(project)}
            ended = subprocess.run(
                [*command, *reports, *arguments, "docs/en/hostile.md"],
                cwd=project,
                env={**known, "PYTHONDONTWRITEBYTECODE": "1", "LIVE_OPENAI_KEY": KEY, **gateway.trust},
                capture_output=True,
                text=True,
                timeout=HANGING_SECONDS,
            )
        files = [path.read_text("utf-8", "replace") for path in told.iterdir() if path.is_file()]
        return "\n".join([ended.stdout, ended.stderr, *files]), gateway.log

    with TemporaryDirectory(prefix="project-") as open_to_all:
        Path(open_to_all).chmod(0o755)  # pytest's own folders are for its user alone
        yield run


def test_page_that_searches_for_the_key_and_gateway_that_tells_it(run):
    """Without --live-unprotected: as a user who is not root, the run starts, because nothing leads to the key."""
    user = other_user()
    skip_unless_readable()
    told, asked = run(SEARCH, "", "echoes", user=user)
    assert "asked /v1/chat/completions" in asked, told[:5000]
    assert "the real gateway: " in told and "403" in told, "the page failed for what the gateway said"
    assert "places: no key" in told and "places: /proc" not in told
    assert "httpcore" in told, "the log of what was sent is among it"
    assert KEY not in told and not Scrubber([KEY]).finds(told)
    for written in (KEY.encode().hex(), base64.b64encode(f"u:{KEY}".encode()).decode()):
        assert written not in told


HOST = "[= region.host =]"


@pytest.mark.parametrize("host", [f"{HOST}:x@127.0.0.9", f"{HOST}:bad port"])
def test_page_with_another_host_in_its_header(run, host):
    told, asked = run("", f'--header "Host: {host}"', "good", "--live-unprotected", user=[])
    named = host.replace(HOST, "api.gateway.example")
    assert f"POST https://{named}/v1/chat/completions -> 421: This gateway does not answer for the host {named}" in told
    assert asked == "" and "nothing was sent" in told
    assert KEY not in told


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try what root may not")
def test_root_does_not_start(run):
    told, asked = run("", "", "good", user=[])
    assert "live: nothing was sent: a page or client that is run here could get at the keys: pages run as root" in told
    assert "--live-unprotected" in told
    assert asked == "" and "at most" not in told


def test_what_is_not_protected_is_told(run):
    told, asked = run("", "", "good", "--live-unprotected", user=[])
    line = next((line for line in told.splitlines() if "NOT PROTECTED" in line), "")
    assert ("pages run as root" in line) == (os.geteuid() == 0)
    assert "asked /v1/chat/completions" in asked


def test_sandbox_that_does_nothing_is_seen(monkeypatch, tmp_path):
    """Whatever Landlock the system says that it has: what a page can do counts."""
    reader = shutil.copytree(confined.SUPERVISOR.parent, tmp_path / "reader")
    (reader / "sandbox.py").write_text("def confine(*_):\n    pass\n")
    monkeypatch.setattr(confined, "SUPERVISOR", reader / "supervisor.py")
    found = unprotected()
    assert "files outside of the walk's folder can be written" in found
    assert "the environment of other processes can be read" in found


def test_sandbox_that_cannot_be_tried_is_seen(monkeypatch, tmp_path):
    monkeypatch.setattr(protection, "INTRUDER", tmp_path / "none.py")
    assert any("could not be tried" in one for one in unprotected())


def test_service_that_runs_commands_is_seen(tmp_path, monkeypatch, capsys):
    """Such as that of containers: whoever may connect to it is root."""
    path = str(tmp_path / "docker.sock")
    with socket.socket(socket.AF_UNIX) as service:
        service.bind(path)
        service.listen()
        monkeypatch.setattr(intruder, "SERVICES", (path, str(tmp_path / "none.sock")))
        intruder.main(os.getpid(), tmp_path / "no such folder")
    assert f"{path} runs commands outside of the walk" in capsys.readouterr().out.splitlines()
