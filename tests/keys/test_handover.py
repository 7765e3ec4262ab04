"""A program that was started with keys has them, and nobody else finds them."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from other_user import other_user

from gateway_docs.keys.handover import MOST_CHARACTERS, without_keys
from gateway_docs.keys.rules import BadKey, checked_key
from gateway_docs.project import ROOT

KEY = "sk-test-handed-over-0123456789"
#: Takes the keys, says so, and lives until its input ends.
TAKER = """
    import os, sys
    from gateway_docs.keys.taken import KEYS
    left = [name for name in os.environ if "LIVE" in name]
    print(sorted(KEYS), len(KEYS.get("LIVE_OPENAI_KEY", "")), left, sys.argv[1:])
    print(os.getpid(), flush=True)
    sys.stdin.read()
"""
#: Another process of the same user: looks into all that the system shows of the first one.
READER = """
    import os, sys
    from pathlib import Path
    shown = Path("/proc", sys.argv[1])
    for path in (shown / "environ", shown / "cmdline", shown / "mem", *(shown / "fd" / str(n) for n in range(20))):
        try:
            file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
            print(path.name, "open", b"handed-over" in os.read(file, 100_000))
        except OSError as error:
            print(path.name, "closed")
"""


def started(program: str, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    command = [*other_user(), sys.executable, "-c", textwrap.dedent(program), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("variables", [{"LIVE_OPENAI_KEY": KEY, "LIVE_GEMINI_KEY": "sk-test-2", "LIVE_SECONDS": "3"}])
def test_keys_arrive_and_are_nowhere_else(variables):
    with started(TAKER, "an", "argument", **variables) as taker:
        said = taker.stdout.readline()
        assert said == f"['LIVE_GEMINI_KEY', 'LIVE_OPENAI_KEY'] {len(KEY)} [] ['an', 'argument']\n"
        process = taker.stdout.readline().strip()
        with started(READER, process) as reader:
            found = reader.communicate()[0]
        taker.communicate()
    assert "environ closed" in found and "mem closed" in found
    assert "True" not in found


def test_without_keys_nothing_is_started_again():
    with started(TAKER) as taker:
        assert taker.stdout.readline() == "[] 0 [] []\n"
        assert int(taker.stdout.readline()) == taker.pid
        taker.communicate()


def test_too_long():
    with started(TAKER, LIVE_OPENAI_KEY="k" * (MOST_CHARACTERS + 1)) as taker:
        assert taker.communicate()[0] == ""
    assert taker.returncode == 1


def test_environment_without_keys():
    kept = {"PATH": "/bin", "ALIVE": "yes"}
    assert without_keys({**kept, "LIVE_OPENAI_KEY": KEY, "LIVE_X": "", "GATEWAY_DOCS_KEYS_FROM": "3"}) == kept


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("sk-test\n0123", "a line break at position 8 of 12"),
        ("sk-test\r", "a line break at position 8 of 8"),
        (" sk-test", "a space at position 1"),
        ("sk\ttest", "a tab at position 3"),
        ("sk-t\xe9st", "a character that is not visible ASCII at position 5"),
        ("sk-test\x7f", "a character that is not visible ASCII at position 8"),
        ("sk-\u200btest", "a character that is not visible ASCII at position 4"),
        ("\udcff", "a character that is not visible ASCII at position 1 of 1"),
    ],
)
def test_key_that_no_header_can_carry(key, what):
    with pytest.raises(BadKey, match="LIVE_OPENAI_KEY holds") as refused:
        checked_key("LIVE_OPENAI_KEY", key)
    assert what in str(refused.value)
    assert "sk" not in str(refused.value)
    assert checked_key("X", "sk-'\"\\~!") == "sk-'\"\\~!"
