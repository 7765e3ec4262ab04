"""Every way to write a fence is found as readers see it."""

from __future__ import annotations

import pytest

from gateway_docs.reader.page import PageError

PAGES = {
    "plain": ("```bash\ntrue\n```\n", [("bash", "true\n", 1)]),
    "tildes": ("~~~bash\ntrue\n~~~\n", [("bash", "true\n", 1)]),
    "four backticks": ("````bash\n```\n````\n", [("bash", "```\n", 1)]),
    "empty": ("```bash\n```\n\n```json\n{}\n```\n", [("bash", "", 1), ("json", "{}\n", 4)]),
    "in a tab": (
        '=== "A"\n\n    ```bash\n    if true; then\n      true\n    fi\n    ```\n',
        [("bash", "if true; then\n  true\nfi\n", 3)],
    ),
    "in a list": ("1. first\n\n    ```bash\n    true\n    ```\n", [("bash", "true\n", 3)]),
    "in a quote": ("> ```bash\n> true\n> ```\n", [("bash", "true\n", 1)]),
    "in an admonition": ("!!! note\n\n    ```bash\n    true\n    ```\n", [("bash", "true\n", 3)]),
    "braces": ("``` { .bash #id }\ntrue\n```\n", [("bash", "true\n", 1)]),
    "front matter": ('---\ntitle: "x"\n---\n\n```bash\ntrue\n```\n', [("bash", "true\n", 5)]),
    "include": ('```bash\n--8<-- "codex/env.sh"\n```\n', [("bash", 'export GATEWAY_API_KEY="YOUR_OPENAI_KEY"\n', 1)]),
    "facts": ("```bash\necho [= openai.path =] ${{ x }} {{ y }}\n```\n", [("bash", "echo /v1 ${{ x }} {{ y }}\n", 1)]),
    "python string of backticks": ('```python\nx = """\n ```` \n"""\n```\n', [("python", 'x = """\n ```` \n"""\n', 1)]),
}


@pytest.mark.parametrize("text, expected", PAGES.values(), ids=PAGES)
def test_fences_found(read, text: str, expected: list[tuple[str, str, int]]):
    fences = read(text).fences
    assert [(fence.language, fence.source, fence.line) for fence in fences] == expected


def test_titles_and_tabs(read):
    tab = '=== "{0}"\n\n    ```bash title="~/{0}"\n    true\n    ```\n\n'
    page = read(tab.format("A") + tab.format("B") + "text\n\n" + tab.format("C"))
    assert [(fence.title, fence.tabs) for fence in page.fences] == [
        ("~/A", ((1, "A"),)),
        ("~/B", ((1, "B"),)),
        ("~/C", ()),  # a set of one tab is no choice
    ]


def test_robot_refuses_other_twin(read, monkeypatch):
    monkeypatch.setattr("gateway_docs.reader.page.portable", lambda text: text.replace("true", "false"))
    with pytest.raises(PageError, match="twin says 'false"):
        read("```bash\ntrue\n```\n")
