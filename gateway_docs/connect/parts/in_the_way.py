"""What would stand in the way of the settings: told before anything is written."""

from __future__ import annotations

import hashlib
import os
import re
from typing import Any

from gateway_docs.connect.parts.asking import Choice
from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.copies import kept
from gateway_docs.connect.parts.json_reading import FORMS, JsonReader
from gateway_docs.connect.parts.line_merging import parted, variables_of
from gateway_docs.connect.parts.places import Change, NotWritten, read
from gateway_docs.connect.parts.planning import filled, folder_of
from gateway_docs.connect.parts.talking import Talk
from gateway_docs.connect.parts.text_files import LeftAlone
from gateway_docs.connect.parts.user_variables import PLACE
from gateway_docs.doctor.parts.reading import logins
from gateway_docs.doctor.parts.report import home


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
    for rival in client["overruled_by"]:
        bad = _overruled(talk, choice, rival, environment) or bad
    if not any(choice.region["url"] in text for text in texts):
        talk.say("note", "key_alone", link=talk.guide(choice.client))
    for found, path in logins():
        if found == choice.client:
            talk.say("note", "old_login", "troubleshooting/#login-conflict", client=client["name"], path=path)
    for path in _of_project(changes, client["overruled_by"]):
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


def _overruled(talk: Talk, choice: Choice, rival: str, environment: dict[str, str]) -> bool:
    """Say that a variable leads the tool to other settings, or what a second file of the tool sets otherwise."""
    name = CLIENTS[choice.client]["name"]
    if not rival.startswith("~"):
        if environment.get(rival):
            talk.say("bad", "way_elsewhere", name=rival, client=name)
        return bool(environment.get(rival))
    folder, _, file = rival.rpartition("/")
    path = folder_of(choice.client, folder, environment) + "/" + file
    forms = [(one["form"], filled(choice, one["text"])) for one in choice.given["files"] if one["form"] in FORMS]
    try:
        found = (read(path) or b"").decode("utf-8-sig")
        pairs = [(_plain(found, form), _plain(wanted, form)) for form, wanted in forms if found]
        names = [name for pair in pairs for name in _otherwise(*pair)]
    except (LeftAlone, NotWritten, UnicodeDecodeError):  # nor can the tool read it
        names = []
    if names:
        talk.say("bad", "way_file", path=path, client=name, names=", ".join(names))
    return bool(names)


def _plain(text: str, form: str) -> Any:
    return JsonReader(text, form).read().plain()


def _otherwise(found: Any, wanted: Any, place: str = "") -> list[str]:
    """What both set, and `found` to something else."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        both = [name for name in wanted if name in found]
        return [one for name in both for one in _otherwise(found[name], wanted[name], f"{place}.{name}".lstrip("."))]
    return [] if found == wanted else [place]


def _of_project(changes: list[Change], rivals: list[str]) -> list[str]:
    """Files of the folder in which this runs that tools may read before those of the home folder."""
    if os.path.realpath(os.getcwd()) == os.path.realpath(home("~")):
        return []
    names = {change.path[2:] for change in changes if change.form not in ("profile", "variable")}
    names |= {os.path.basename(name) for name in names if name.count("/") > 1 or name.endswith(".env")}
    names |= {os.path.basename(rival) for rival in rivals if rival.startswith("~")}
    return sorted(name for name in names if os.path.exists(name))
