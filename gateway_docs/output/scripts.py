"""What a page runs is one file for each `<template data-script>`: a module with those that it imports in it.

Ten small files would cost a first view ten times the headers of an answer, and scripts two rounds of asking.
"""

from __future__ import annotations

import re
from pathlib import Path

from gateway_docs.output.built_site import BuiltSite

ENTRIES = (
    "assets/site.js",
    "assets/search-start.js",
    "assets/search/box.js",
    "assets/tools/*-form.js",
    "assets/tools/sorted-table.js",
)
_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"(\.[\w./-]*/([\w-]+)\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ */\*\*.*?\*/\n|^ *//[^\n]*\n|^ *\n|^ +", re.MULTILINE | re.DOTALL)


def write(site: BuiltSite) -> None:
    """The modules stay there as well: the search imports them."""
    for path in sorted(path for glob in ENTRIES for path in site.root.glob(glob)):
        given = ", ".join(_EXPORT.findall(path.read_text("utf-8")))
        last = f"export const {{ {given} }} = {_of(path.stem)};\n" if given else ""
        path.write_text("".join(_modules(path, set())) + last, "utf-8")


def _modules(path: Path, done: set[Path]) -> list[str]:
    """The code of the module at `path`, behind that of what it imports and `done` lacks."""
    text, before = path.read_text("utf-8"), []
    for _, address, _ in _IMPORT.findall(text):
        module = (path.parent / address).resolve()
        if module not in done:
            done.add(module)
            before += _modules(module, done)
    given = ", ".join(_EXPORT.findall(text))
    code = _EXPORT.sub(
        "", _IMPORT.sub(lambda found: f"const {found[1]} = {_of(found[3])};\n" if found[1] else "", text)
    )
    code = _COMMENT.sub("", code)
    whole = f"const {_of(path.stem)} = (() => {{\n{code}return {{ {given} }};\n}})();\n" if given else f"{{\n{code}}}\n"
    return [*before, whole]


def _of(module: str) -> str:
    return f"of_{module.replace('-', '_')}"
