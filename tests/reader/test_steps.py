"""What the robot does with each kind of fence, on pages that are right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gateway_docs.environments import cache
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.powershell import MirrorError, compare
from gateway_docs.reader.transcript import matches

ASK = '```bash\nexport OPENAI_API_KEY="[= openai.key =]"\n```\n\n```bash\n--8<-- "curl/models.sh"\n```\n\n'
INSTALL = '```bash\npip install openai\n--8<-- "openai-sdk/env.sh"\n```\n\n'


def test_exports_and_folders_last(follow):
    follow(f"{ASK}```bash\nexport A=1\nmkdir x && cd x\n```\n\n```console\n$ echo $A ${{PWD##*/}}\n1 x\n```\n")


def test_nothing_inherited(follow, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "https://elsewhere.test")
    follow(f"{ASK}```console\n$ echo [$OPENAI_BASE_URL] $(ls -A | wc -l)\n[] 0\n```\n")


def test_packages_come_from_the_cache_of_this_run(follow, monkeypatch, tmp_path):
    """Also where HOME is not the home that the system knows."""
    (tmp_path / "gateway-docs").symlink_to(cache().parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    program = f'import os, openai; print(os.readlink(os.path.dirname(openai.__file__)).startswith("{tmp_path}"))'
    follow(f"{ASK}{INSTALL}```console\n$ python -c '{program}'\nTrue\n```\n")


def test_files_saved(follow):
    saved = '```json title="~/.tool/settings.json"\n{"a": 1}\n```\n\n'
    shown = '```console\n$ cat ~/.tool/settings.json\n{"a": 1}\n```\n'
    assert Proof.PARSED not in follow(ASK + saved + shown).values()


def test_proofs_counted(follow):
    page = f'{ASK}```json\n{{"a": 1}}\n```\n\n```text\n--8<-- "errors/curl/wrong-key.txt"\n```\n'
    assert list(follow(page).values()) == [Proof.RUN, Proof.RUN, Proof.PARSED, Proof.COMPARED]


def test_file_nobody_reads(follow):
    assert list(follow(f'{ASK}```json title="~/settings.json"\n{{}}\n```\n').values())[-1] is Proof.PARSED


def test_python_after_export(follow):
    follow(f'{INSTALL}```python\n--8<-- "openai-sdk/chat.py"\n```\n')


def test_program_in_a_file(follow):
    saved = '```python title="hello.py"\n--8<-- "openai-sdk/chat.py"\n```\n\n'
    follow(f"{INSTALL}{saved}```console\n$ python hello.py\nOK\n```\n")


def test_no_process_left(follow):
    follow(f"{ASK}```bash\nsetsid sleep 1000 &\nsleep 1000 &\n```\n")
    homes = [Path(f"/proc/{pid}/environ") for pid in os.listdir("/proc") if pid.isdigit()]
    assert not [home for home in homes if _lives_in_walk(home)]


def _lives_in_walk(environ: Path) -> bool:
    try:
        return b"HOME=/tmp/walks-" in environ.read_bytes() and b"sleep" in (environ.parent / "cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize(
    "promised, printed, same",
    [
        ("OK", "OK\n", True),
        ("OK", "OK now\n", False),
        ("...\nOK\n...", "log\nOK\ndone\n", True),
        ("...\nOK\n...", "OK\n", True),
        ("...\nOK\n...", "log\nKO\ndone\n", False),
        ('{"id": ...}', '{"id": 7}', True),
        ("", "something", False),
        ("a.c", "abc", False),
    ],
)
def test_output_compared(promised: str, printed: str, same: bool):
    assert matches(promised, printed) is same


def test_powershell_equal():
    compare('$env:A = "1"\n# note\nnpm install -g x\n', "export A='1'\nnpm install -g x\n")
    compare('curl.exe --get x `\n  --header "a: $env:A"\n', 'curl --get x \\\n  --header "a: $A"\n')
    compare("Remove-Item Env:A\nRemove-Item Env:B\n", "unset A B\n")


CURL = """curl --silent https://a.test/v1 \\
  --header "Authorization: Bearer $A" \\
  --header "Content-Type: application/json" \\
  --data '{"a": [1]}'
"""
INVOKE = """Invoke-RestMethod https://a.test/v1 -Method Post `
  -Headers @{ "Authorization" = "Bearer $env:A" } `
  -ContentType "application/json" `
  -Body '{
    "a": [1]
  }' | ConvertTo-Json -Depth 9
"""


def test_powershell_sends_the_same_body():
    compare('$env:A = "1"\n' + INVOKE, 'export A="1"\n' + CURL)


@pytest.mark.parametrize(
    "ours, other", {"/v1": "", "Bearer ": "", "[1]": "[2]", "json": "xml", "[1]\n": "[1\n", "-Method Post ": ""}.items()
)
def test_powershell_sends_something_else(ours: str, other: str):
    with pytest.raises(MirrorError, match="PowerShell sends"):
        compare(INVOKE.replace(ours, other, 1), CURL)


@pytest.mark.parametrize("quote", [place for place, character in enumerate(CURL) if character in "\"'"])
def test_quote_that_the_shell_tab_lacks(quote: int):
    with pytest.raises(MirrorError):
        compare(INVOKE, CURL[:quote] + CURL[quote + 1 :])


@pytest.mark.parametrize(
    "powershell, says",
    {
        '$env:A = "2"': "PowerShell does",
        '$env:B = "1"': "PowerShell does",
        '$env:A = "1': "is not PowerShell",
        'set A "1" | Out-Null': "cannot be compared",
        "Write-Output 1": "PowerShell does",
        "Remove-Item Env:A": "PowerShell does",
        'curl.exe "$A"': "write .env: before the name",
        "unset A": "PowerShell does",
    }.items(),
)
def test_powershell_different(powershell: str, says: str):
    with pytest.raises(MirrorError, match=says):
        compare(powershell, 'export A="1"\n')
