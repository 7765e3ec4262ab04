"""Readers see what stands in `locale/`: no sentence stands in code, where nobody could translate it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from gateway_docs.project import ROOT

#: What makes the pages. Other rooms speak to authors and operators, in English.
ROOMS = [ROOT / "gateway_docs" / name for name in ("output", "pages", "search", "site", "theme")]
#: The reference for those who change pages, and what an operator is told of mkdocs.yml, are in English.
FOR_AUTHORS = {"gateway_docs/pages/reference.py"}
#: Chinese, or words in a row of which the first has a capital letter.
SENTENCE = re.compile(r"[\u4e00-\u9fff]{2,}|\b[A-Z][a-z]*(?: [\w{}'’,-]+){2,}")
_JINJA = re.compile(r"\{% block kind %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TEXT = re.compile(r">([^<]*[A-Za-z]{2}[^<]*)<|\s(?:alt|title|placeholder|aria-label)=\"([^\"]*[A-Za-z][^\"]*)\"")
_JS_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


def in_python(source: str) -> Iterator[str]:
    """Sentences in literals. Docstrings, descriptions of fields and what is raised are for those who read the code."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "Field"):
            node.exc = node.cause = node.args = node.keywords = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield from SENTENCE.findall("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from SENTENCE.findall(node.value)


def in_template(source: str) -> Iterator[str]:
    """Words between elements, and in attributes that are read out."""
    for found in _TEXT.finditer(_JINJA.sub("", re.sub(r"<script.*?</script>", "", source, flags=re.DOTALL))):
        yield (found[1] or found[2]).strip()


def in_script(source: str) -> Iterator[str]:
    """Sentences in strings; comments and the console are for those who read the code."""
    for found in _JS_STRING.finditer(re.sub(r"^\s*(//|\*|/\*|console\.).*$", "", source, flags=re.MULTILINE)):
        yield from SENTENCE.findall(found[1] or found[2] or "")


LOOKS = {".py": in_python, ".html": in_template, ".js": in_script}


def test_no_sentence_stands_in_code():
    paths = [path for room in ROOMS for path in sorted(room.rglob("*")) if path.suffix in LOOKS]
    assert len(paths) > 50
    found = {
        path.relative_to(ROOT).as_posix(): sentences
        for path in paths
        if (sentences := list(LOOKS[path.suffix](path.read_text("utf-8"))))
    }
    assert {path: found[path] for path in found if path not in FOR_AUTHORS} == {}
    assert FOR_AUTHORS <= found.keys()


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (".py", 'SAID = "You pay {} more."'),
        (".py", 'said = f"You pay {more} more."'),
        (".py", 'SAID = {"zh": "本页尚未翻译"}'),
        (".html", "<p>{{ words.said }} as well</p>"),
        (".html", '<button aria-label="Close"></button>'),
        (".js", 'status.textContent = "Nothing was found";'),
        (".js", "status.textContent = `没有找到 ${query}`;"),
    ],
)
def test_sentence_is_seen(suffix, source):
    assert list(LOOKS[suffix](source))
