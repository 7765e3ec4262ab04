"""Content tabs are alternatives; tabs of the same label stay in step; each is walked."""

from __future__ import annotations

from gateway_docs.reader.walks import walks


def tab(label: str, body: str, language: str = "bash") -> str:
    return f'=== "{label}"\n\n    ```{language}\n    {body}\n    ```\n\n'


def ways(page) -> dict[str, list[str]]:
    return {walk.name: [fence.source.strip() for fence in walk.fences] for walk in walks(page)}


def test_no_tabs(read):
    assert ways(read("```bash\none\n```\n\n```bash\ntwo\n```\n")) == {"": ["one", "two"]}


def test_tabs_in_step(read):
    first = tab("macOS", "m1") + tab("Linux", "l1")
    second = tab("macOS", "m2") + tab("Linux", "l2")
    assert ways(read(f"{first}between\n\n{second}")) == {"macOS": ["m1", "m2"], "Linux": ["l1", "l2"]}


def test_unrelated_tabs(read):
    page = read(tab("File", "f") + tab("Variables", "v") + "between\n\n" + tab("New", "n") + tab("Old", "o"))
    assert ways(page) == {"File": ["f", "n"], "Variables": ["v", "n"], "Old": ["f", "o"]}


def test_powershell_is_no_walk(read):
    page = read(tab("Linux", "l") + tab("Windows", "w", "powershell"))
    assert ways(page) == {"Linux": ["l"]}
