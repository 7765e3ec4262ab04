"""What will change in which file, and what would stand in its way."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import Any

from gateway_docs.connect.parts.asking import Choice
from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.line_merging import variables_of
from gateway_docs.connect.parts.merging import merge
from gateway_docs.connect.parts.places import Change, NotWritten, read
from gateway_docs.connect.parts.talking import Talk
from gateway_docs.connect.parts.text_files import LeftAlone
from gateway_docs.connect.parts.user_variables import PLACE, has_user_variables
from gateway_docs.doctor.parts.given import FACTS

PROFILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc"}
#: A key by the name beside it, or by how keys of vendors begin.
_SECRET = re.compile(
    r"(?i)(?:key|token|secret|password|authorization|cookie)[\"']?\s*[:=]\s*[\"']?(?:bearer\s+)?([^\s\"',;}\]]+)"
    r"|\b((?:sk|gsk|xai|AIza)[\w-]{12,})"
)
_VARIABLE = re.compile(r"[$%]|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")


def plan(talk: Talk, choice: Choice, environment: dict[str, str]) -> list[Change]:
    """The changes that the guide asks for; those that are made already are left out. Ended: a file is left alone."""
    changes = []
    for file in choice.given["files"]:
        wanted = filled(choice, file["text"])
        if file["form"] == "profile" and has_user_variables():
            changes += [_of_user(choice, *variable) for variable in variables_of(wanted)]
            continue
        path = _place(talk, choice, file, environment)
        try:
            old = read(path)
            new = merge(old, wanted, file["form"], choice.client)
        except LeftAlone as left:
            reason = talk.words(left.reason).format(what=left.what)
            raise talk.stop(
                "left_alone", path=path, line=left.line, reason=reason, link=talk.guide(choice.client)
            ) from None
        except NotWritten as error:
            raise talk.stop("not_written", reason=str(error)) from None
        changes.append(Change(path, file["form"], old, new, choice.key in wanted))
    return changes


def _of_user(choice: Choice, name: str, value: str) -> Change:
    path = PLACE + name
    return Change(path, "variable", read(path), value.encode(), value == choice.key)


def _place(talk: Talk, choice: Choice, file: dict[str, Any], environment: dict[str, str]) -> str:
    path: str = file["path"]
    if path != "profile":
        return "/".join([folder_of(choice.client, path.rpartition("/")[0], environment), path.rpartition("/")[2]])
    mac = sys.platform == "darwin"
    shell = os.path.basename(environment.get("SHELL") or ("zsh" if mac else "bash"))
    if shell not in PROFILES:
        raise talk.stop("no_profile", link=talk.guide(choice.client))
    return "~/.bash_profile" if mac and shell == "bash" else PROFILES[shell]


def folder_of(client: str, folder: str, environment: dict[str, str]) -> str:
    """Where the tool keeps its files on this system, and under variables that it reads."""
    system = "windows" if os.name == "nt" else "macos" if sys.platform == "darwin" else ""
    folder = CLIENTS[client]["systems"].get(system, folder)
    for name, usual in CLIENTS[client]["moved_by"].items():
        usual = usual or folder
        if environment.get(name) and f"{folder}/".startswith(f"{usual}/"):
            return environment[name].rstrip("/") + folder[len(usual) :]
    return folder


def filled(choice: Choice, text: str) -> str:
    """The text of the guide with the region, the model and the key of the reader."""
    missing = [name for name in choice.given["models"] if choice.models is not None and name not in choice.models]
    for name in {choice.given["model"], *missing}:
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", choice.model, text)
    text = text.replace(FACTS["regions"][0]["url"], choice.region["url"])
    return text.replace(choice.given["placeholder"], choice.key)


def difference(talk: Talk, change: Change) -> str:
    """How the file changes, line by line. `talk` learns first what in it are keys, and does not show them."""
    old, new = change.said(change.old), change.said(change.new)
    found = (match.group(1) or match.group(2) for match in _SECRET.finditer(old))
    talk.secrets += [value for value in found if not _VARIABLE.match(value)]
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), change.path, change.path, lineterm="", n=1)
    return "\n".join(lines)


def needs_new_terminal(changes: list[Change], environment: dict[str, str]) -> bool:
    """Whether this terminal lacks a variable that the next one has."""
    kinds = ("profile", "variable")
    found = (pair for change in changes if change.form in kinds for pair in variables_of(change.said(change.new)))
    return any(environment.get(name) != value for name, value in found)
