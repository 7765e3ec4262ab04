"""The settings of Codex, which prints no schema: each name in its program is tried, and Codex says what it takes."""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gateway_docs.environments.environment import Environment

#: Where settings stand, and what must stand beside them before Codex looks at a name; x is any name.
PLACES = {
    "": [],
    "model_providers.x": ['model_providers.x.name="x"'],
    "mcp_servers.x": ['mcp_servers.x.command="x"'],
    "history": ['history.persistence="none"'],
    "sandbox_workspace_write": [],
}
#: One name of each list that the program has of its settings.
LISTED = {"model_providers", "env_http_headers", "startup_timeout_sec", "writable_roots"}
VALUES = {"s": '"no-such-value"', "n": "1", "b": "true", "l": "[]", "o": "{}"}
#: A name that Codex refuses last, so that it never begins to work.
NO_NAME = "zzz=1"
_NAME = re.compile(rb"[a-z][a-z0-9_]{1,60}")


def codex_settings(environment: Environment, names: set[str] | None = None) -> dict[str, Any]:
    """Place by place, what the installed Codex reads of `names`; without them, of all that its program lists."""
    (program,) = environment.folder.glob("node_modules/@openai/codex-linux-*/vendor/*/bin/codex")
    with tempfile.TemporaryDirectory() as home:
        codex = Codex(program, home)
        tried = sorted(names or _listed(program.read_bytes()))
        found = {place: dict(codex.known(place, beside, tried)) for place, beside in PLACES.items()}
    top: dict[str, Any] = {"is": "o", "in": found.pop("")}
    for place, inside in found.items():
        name, _, any_name = place.partition(".")
        told = {"is": "o", "in": inside}
        top["in"][name] = {"is": "o", "in": {}, "rest": told} if any_name else told
    return top


class Codex:
    def __init__(self, program: Path, home: str):
        self._program, self._home = program, home

    def known(self, place: str, beside: list[str], names: list[str]) -> Iterator[tuple[str, Any]]:
        for name in names:
            path = f"{place}.{name}".lstrip(".")
            others = [one for one in beside if not one.startswith(f"{path}=")]
            if f"unknown configuration field `{path}`" not in self._says([*others, f"{path}=1"]):
                yield name, _kind({one: self._says([*others, f"{path}={value}"]) for one, value in VALUES.items()})

    def _says(self, settings: list[str]) -> str:
        options = [part for setting in [*settings, NO_NAME] for part in ("-c", setting)]
        command = [str(self._program), "exec", "--strict-config", "--skip-git-repo-check", *options, "hello"]
        told = {"HOME": self._home, "PATH": "/usr/bin:/bin"}
        ended = subprocess.run(
            command, env=told, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False, timeout=120
        )
        return ended.stderr


def _kind(said: dict[str, str]) -> str | dict[str, Any]:
    """What may stand there, from what Codex said to a value of each kind."""
    if any("did not match any variant" in text for text in said.values()):
        return ""
    taken = "".join(letter for letter, text in said.items() if "invalid type" not in text)
    chosen = re.search(r"unknown variant `no-such-value`, expected (.*)", said["s"])
    return {"is": taken, "of": sorted(re.findall("`([^`]+)`", chosen[1]))} if chosen else taken


def _listed(program: bytes) -> set[str]:
    """The names in those of the program's lists of texts that are of settings: each is a place and a length."""
    words = _words(program)
    found: set[str] = set()
    run: list[str] = []
    at = 0
    while at < len(words) - 1:
        text = program[words[at] : words[at] + words[at + 1]] if 0 < words[at + 1] < 64 else b""
        if _NAME.fullmatch(text):
            run.append(text.decode())
        elif not text or not re.fullmatch(rb"[\w.-]+", text):
            found |= set(run) if LISTED & set(run) else set()
            run = []
        at += 2 if text and re.fullmatch(rb"[\w.-]+", text) else 1
    return found


def _words(program: bytes) -> tuple[int, ...]:
    """The constants of an ELF file that hold places: its section `.data.rel.ro`."""
    (table,) = struct.unpack_from("<Q", program, 40)
    count, named = struct.unpack_from("<HH", program, 60)
    sections = [struct.unpack_from("<IIQQQQ", program, table + 64 * number) for number in range(count)]
    names = sections[named][4]
    for name, _, _, _, offset, size in sections:
        if program.startswith(b".data.rel.ro\0", names + name):
            return struct.unpack_from(f"<{size // 8}Q", program, offset)
    raise ValueError("no constants in the program")
