"""What will change in which file, and what would stand in its way."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import sys
from typing import Any

from gateway_docs.connect.parts.asking import Choice
from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.copies import kept
from gateway_docs.connect.parts.line_merging import parted, variables_of
from gateway_docs.connect.parts.merging import merge
from gateway_docs.connect.parts.places import Change, NotWritten, read
from gateway_docs.connect.parts.talking import Talk
from gateway_docs.connect.parts.text_files import LeftAlone
from gateway_docs.connect.parts.user_variables import PLACE, has_user_variables
from gateway_docs.doctor.parts.given import FACTS
from gateway_docs.doctor.parts.reading import logins
from gateway_docs.doctor.parts.report import home

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
        wanted = _filled(choice, file["text"])
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
        return "/".join([_folder(choice.client, path.rpartition("/")[0], environment), path.rpartition("/")[2]])
    mac = sys.platform == "darwin"
    shell = os.path.basename(environment.get("SHELL") or ("zsh" if mac else "bash"))
    if shell not in PROFILES:
        raise talk.stop("no_profile", link=talk.guide(choice.client))
    return "~/.bash_profile" if mac and shell == "bash" else PROFILES[shell]


def _folder(client: str, folder: str, environment: dict[str, str]) -> str:
    """Where the tool keeps its files on this system, and under variables that it reads."""
    system = "windows" if os.name == "nt" else "macos" if sys.platform == "darwin" else ""
    folder = CLIENTS[client]["systems"].get(system, folder)
    for name, usual in CLIENTS[client]["moved_by"].items():
        usual = usual or folder
        if environment.get(name) and f"{folder}/".startswith(f"{usual}/"):
            return environment[name].rstrip("/") + folder[len(usual) :]
    return folder


def _filled(choice: Choice, text: str) -> str:
    """The text of the guide with the region, the model and the key of the reader."""
    missing = [name for name in choice.given["models"] if choice.models is not None and name not in choice.models]
    for name in {choice.given["model"], *missing}:
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", choice.model, text)
    text = text.replace(FACTS["regions"][0]["url"], choice.region["url"])
    return text.replace(choice.given["placeholder"], choice.key)


def in_the_way(talk: Talk, choice: Choice, changes: list[Change], environment: dict[str, str]) -> bool:
    """Say what else sets the same. Whether anything does that makes the settings useless."""
    client = CLIENTS[choice.client]
    texts = [change.said(change.new) for change in changes]
    bad = False
    for pitfall in client["pitfalls"]:
        name, beside = pitfall["setting"], pitfall["beside"]
        set_beside = any(re.search(rf"\b{re.escape(beside)}\b", text) for text in texts)
        place = next((c.path for c, text in zip(changes, texts) if re.search(rf"\b{name}\b", text)), None)  # noqa: B905
        if set_beside and (name in environment or place):
            talk.say(
                "bad", "way_second", "troubleshooting/#login-conflict", one=name, other=beside, place=place or "env"
            )
            bad = True
    files = [text for change, text in zip(changes, texts) if change.form == "dotenv"]  # noqa: B905
    variables = [*variables_of("".join(files)), (choice.given["variable"], choice.key)]
    ours = _from_last_time(choice.client, changes)
    for name, value in dict(variables).items():
        if environment.get(name, value) not in (value, ours.get(name)):
            talk.say("bad", "way_variable", "troubleshooting/#env-not-seen", name=name)
            bad = True
    for change in changes:
        bad = _set_twice(talk, choice.client, change) or bad
    if not any(choice.region["url"] in text for text in texts):
        talk.say("note", "key_alone", link=talk.guide(choice.client))
    for found, path in logins():
        if found == choice.client:
            talk.say("note", "old_login", "troubleshooting/#login-conflict", client=client["name"], path=path)
    for path in _of_project(changes):
        talk.say("note", "way_project", path=path)
    return bad


def _from_last_time(client: str, changes: list[Change]) -> dict[str, str]:
    """The variables that new terminals will have otherwise: this one may still have them from the last time."""
    found: list[tuple[str, str]] = []
    for change in changes:
        old = change.said(change.old)
        found += {"profile": parted(old, client)[0], "variable": [old.partition("=")[::2]]}.get(change.form, [])
    return dict(found)


def _set_twice(talk: Talk, client: str, change: Change) -> bool:
    """Say which of the tool's variables are set otherwise already, for other tools: a terminal has one of each."""
    names: list[str] = []
    if change.form == "profile":
        block, others = parted(change.said(change.new), client)
        names = sorted({name for name, value in others if dict(block).get(name, value) != value})
    elif change.form == "variable" and change.old not in (None, change.new):
        last = kept(client).get(change.real, {}).get("written")
        names = [] if last == hashlib.sha256(change.old or b"").hexdigest() else [change.path[len(PLACE) :]]
    for name in names:
        talk.say("bad", "way_twice", path=change.path, name=name)
    return bool(names)


def _of_project(changes: list[Change]) -> list[str]:
    """Files of the folder in which this runs that tools may read before those of the home folder."""
    if os.path.realpath(os.getcwd()) == os.path.realpath(home("~")):
        return []
    names = {change.path[2:] for change in changes if change.form not in ("profile", "variable")}
    names |= {os.path.basename(name) for name in names if name.count("/") > 1 or name.endswith(".env")}
    return sorted(name for name in names if os.path.exists(name))


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
