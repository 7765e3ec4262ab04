"""The settings of Claude Code, which prints no schema: its program holds one as code, its types by short names."""

from __future__ import annotations

import json
import mmap
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gateway_docs.environments.schema_in_short import Node

#: Such names of the other file would be taken for misspelled ones of this.
ALIKE = 0.8
#: A setting of each type, which tells the short name of the type.
OF_TYPE = {"s": "$schema", "b": "includeCoAuthoredBy", "n": "cleanupPeriodDays", "l": "availableModels"}
_ALL = re.compile(rb"return(\{\$schema:\(\)=>.{20000,200000}?)\.\.\.\w+\(\w+\(\w+\),", re.DOTALL)
_SETTING = re.compile(r"[{,]([\w$]+):\(\)=>(?:([\w$]+)\()?(\[[^\]]*\])?")
#: Of parts of the program that a release may leave out.
_SWITCHED = re.compile(rb"buildGate:\(\)=>[^,]{1,200},shape:\(\)=>\(\{(.{1,20000}?)\}\)[,}]", re.DOTALL)
_NAME = re.compile(r"(?:^|,)(\w+):\w+\(")
#: What reads its other file, ~/.claude.json, whose names stand here, too, in files of its first releases.
_OTHER_FILE = re.compile(rb"\b(\w+)\(\)\.hasCompletedOnboarding\b")
_INNERMOST = re.compile(r"\{[^{}]*\}")


def claude_settings(program: Path) -> dict[str, Any]:
    """Names at the top of the file; what stands below them is open."""
    with program.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        (found,) = (one[1].decode() for one in _ALL.finditer(text))
        reads = {re.escape(one[1]) for one in _OTHER_FILE.finditer(text)}
        other_file = {one.decode() for one in re.findall(rb"\b(?:%s)\(\)\??\.(\w+)" % b"|".join(sorted(reads)), text)}
        switched = [one[1].decode() for one in _SWITCHED.finditer(text)]
    settings = {name: (kind, chosen) for name, kind, chosen in _SETTING.findall(found)}
    kinds = {settings[name][0]: letter for letter, name in OF_TYPE.items()}
    choice, _ = settings["defaultShell"]
    known = {
        name: _node(kinds.get(kind, ""), chosen if kind == choice else "") for name, (kind, chosen) in settings.items()
    }
    others = {name: "" for text in switched for name in _NAME.findall(_flat(text))}
    alike = {name: "" for name in other_file if get_close_matches(name, known, 1, ALIKE)}
    return {"is": "o", "in": alike | others | known | {"env": "o"}}


def _flat(code: str) -> str:
    """Without what stands in braces."""
    while _INNERMOST.search(code):
        code = _INNERMOST.sub("", code)
    return code


def _node(kind: str, chosen: str) -> Node:
    return {"is": "s", "of": sorted(json.loads(chosen))} if chosen else kind
