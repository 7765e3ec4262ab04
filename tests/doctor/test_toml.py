"""doctor.py reads TOML as Python 3.11 and newer do."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

import pytest

from gateway_docs.doctor.parts.toml import parse_toml
from gateway_docs.project import ROOT

RIGHT = [
    "",
    "# nothing",
    "a = 1 # x",
    "a=1_000\nb = 0x1F\nc = -inf\nd = 1e3\ne = 3.14\nf = true",
    "a = 1979-05-27 07:32:00\nb = 07:32:00\nc = [1979-05-27T07:32:00Z]",
    'a = """\nx\\\n   y"""\nb = """x""""',
    "a = '''x''''\r\nb = 'C:\\U'",
    'a = "\\u00e9\\U0001F600 \\"x\\" \\\\"',
    '"a.b".c = 1\nd . e = "f"',
    'a = [\n  1, # x\n  ["b = 1"],\n]',
    'a = { b = 1, c.d = "x" }\ne = {}',
    "[a]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[a.b.d]\ne=1",
    *(path.read_text("utf-8") for path in [ROOT / "pyproject.toml", *(ROOT / "snippets").rglob("*.toml")]),
]
WRONG = [
    *("a", "[a", "=1", "a: 1", '{"a": 1}', "a = 1 b = 2", "a = {b = 1", "a = [1", "a=1\na=2", "a = 1\n[a.b]"),
    *("a = gpt-5.5", "a = True", "a = “x”", 'a = "x', 'a = "x" "y"', 'a = "C:\\Users"', "a = 12abc", "a = 1.2.3"),
]


def without_dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_dates(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_dates(inner) for inner in value]
    return None if isinstance(value, (datetime.date, datetime.time)) else value


@pytest.mark.parametrize("text", RIGHT)
def test_toml_is_read(text):
    assert parse_toml(text) == without_dates(tomllib.loads(text))


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_toml_is_refused(text):
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    with pytest.raises(ValueError, match=r"line [12] is not TOML"):
        parse_toml(text)
