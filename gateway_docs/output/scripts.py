"""What every page runs is one file: `site.js` with the modules that it imports, each in a scope of its own.

Ten small files would cost a first view ten times the headers of an answer, and scripts two rounds of asking.
"""

from __future__ import annotations

import re
from pathlib import Path

from gateway_docs.output.built_site import BuiltSite

ENTRY = "assets/site.js"
_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n|^ *\n|^ +", re.MULTILINE)


def write(site: BuiltSite) -> None:
    """The modules stay there as well: tools import them."""
    entry = site.root / ENTRY
    entry.write_text("".join(_modules(entry, set())), "utf-8")


def _modules(path: Path, done: set[str]) -> list[str]:
    """The code of the module at `path`, behind that of what it imports and `done` lacks."""
    text, before = path.read_text("utf-8"), []
    for _, name in _IMPORT.findall(text):
        if name not in done:
            done.add(name)
            before += _modules(path.with_name(f"{name}.js"), done)
    given = ", ".join(_EXPORT.findall(text))
    code = _EXPORT.sub(
        "", _IMPORT.sub(lambda found: f"const {found[1]} = {_of(found[2])};\n" if found[1] else "", text)
    )
    return [*before, f"const {_of(path.stem)} = (() => {{\n{_COMMENT.sub('', code)}return {{ {given} }};\n}})();\n"]


def _of(module: str) -> str:
    return f"of_{module.replace('-', '_')}"
