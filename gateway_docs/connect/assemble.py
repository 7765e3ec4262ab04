"""Makes connect.py: the doctor's modules and those of `parts`, with the settings of each guide in place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from gateway_docs.clients import Client, load_clients
from gateway_docs.clients.model import Pitfall
from gateway_docs.dialects import DialectId
from gateway_docs.doctor import assemble as doctor
from gateway_docs.facts import Facts
from gateway_docs.pages.names import names
from gateway_docs.pages.offered_clients import endpoints_of, offered_clients
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path
from gateway_docs.project.yaml_files import read_yaml

FOLDER = Path(__file__).parent
PARTS = (
    *doctor.PARTS[:-1],
    *(
        f"connect.parts.{name}"
        for name in (
            *("text_files", "json_reading", "json_merging", "toml_merging", "line_merging", "yaml_merging", "merging"),
            *("user_variables", "places", "copies", "writing", "talking", "undoing", "asking", "planning"),
            *("in_the_way", "connect_main"),
        )
    ),
)
HEAD = '''#!/usr/bin/env python3
"""Connects a tool with {name} and takes it back: python3 connect.py, python3 connect.py undo

It needs Python 3.8 or newer and nothing else. It asks for your key, sends it to the hosts of the gateway alone, over
TLS, writes it into the settings files of the tool alone, and keeps a copy of what stood there before.
"""
'''
#: How to ask where a tool uses this endpoint and not the usual one.
ASK = {
    "/v1/responses": {
        "ask": "/responses",
        "body": {"model": "", "input": "Say OK", "stream": True},
        "end": "response.completed",
    }
}


class Connect(BaseModel):
    """What connect.yml says.

    `files`: vendor -> path below the home folder, or `profile` -> snippet as pages name it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    program: str | None = None
    #: Whether a variable of the terminal does not matter where the file sets the same.
    file_wins: bool = False
    json_form: Literal["json", "comments", "commas", "json5"] = "json"
    #: System -> the folder of its files there, where it is another than the one that `files` names.
    systems: dict[Literal["macos", "windows"], str] = {}
    #: Variable -> the folder that its value replaces; "": the whole folder of the file. The first that is set counts.
    moved_by: dict[str, str] = {}
    #: Variables that lead the tool to other settings, and second files that it reads, too, and that win.
    overruled_by: list[str] = []
    files: dict[DialectId, dict[str, str]]


def connect_source(facts: Facts) -> str:
    """The text of connect.py. ValueError: a connect.yml is wrong."""
    words = {language: _words(language) for language in facts.languages}
    given = {**doctor.given(facts), "WORDS": words, "CLIENTS": known_clients(facts)}
    return doctor.assembled(HEAD.format(name=facts.name.replace("\\", "")), given, PARTS)


def downloads(facts: Facts) -> dict[str, Callable[[], str]]:
    """What readers download from the root of the site: file name -> what makes its text. Both programs chat."""
    if not facts.chat:
        return {}
    programs: dict[str, Callable[[], str]] = {
        "doctor.py": lambda: doctor.doctor_source(facts),
        "connect.py": lambda: connect_source(facts),
    }
    return {**programs, "SHA256SUMS": lambda: _sums({name: text() for name, text in programs.items()})}


def _sums(texts: dict[str, str]) -> str:
    """What `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in texts.items())


def known_clients(facts: Facts) -> dict[str, Any]:
    """What connect.py knows of each client of this gateway, in the order of use."""
    every = load_clients()
    clients = sorted(offered_clients(facts), key=lambda client: client.rank)
    return {client.id: _client(facts, client, every) for client in clients}


def connect_of(client: str) -> Connect | None:
    """The client's connect.yml; None: its settings are written by hand. ValueError: it is wrong."""
    files = [folder / client / "connect.yml" for folder in search_path(ROOT, "snippets")]
    for file in files:
        if file.exists():
            try:
                return Connect.model_validate(read_yaml(file))
            except (ValidationError, yaml.YAMLError) as error:
                raise ValueError(f"{file}: {error}") from None
    return None


def _client(facts: Facts, client: Client, every: Mapping[str, Client]) -> dict[str, Any]:
    connect = connect_of(client.id)
    offered = {vendor.id for vendor in facts.vendors}
    others = {variable for vendor, variable in client.key_variable.items() if vendor not in offered}
    conflicts = [pitfall for pitfall in _pitfalls(client, connect, every) if pitfall.problem == "conflict"]
    between = [one for one in conflicts if one.beside and not others & {one.setting, one.beside}]
    asked = {id_: paths for id_, paths in endpoints_of(client, facts).items() if connect and id_ in connect.files}
    return {
        "name": client.name,
        "program": connect and connect.program,
        "systems": connect.systems if connect else {},
        "moved_by": connect.moved_by if connect else {},
        "overruled_by": connect.overruled_by if connect else [],
        "guide": f"clients/{client.id}/",
        "restart": client.restart,
        "user_agent": client.user_agent,
        "pitfalls": [{"setting": one.setting, "beside": one.beside} for one in between],
        "vendors": {
            id_: _settings(facts, client, connect, id_, paths[0]) for id_, paths in asked.items() if connect and paths
        },
    }


def _pitfalls(client: Client, connect: Connect | None, every: Mapping[str, Client]) -> list[Pitfall]:
    """The client's own, and those of the clients whose settings it shares."""
    files = connect.files.values() if connect else ()
    owners = {client.id, *(snippet.partition("/")[0] for of in files for snippet in of.values())}
    return [pitfall for owner in sorted(owners & {*every}) for pitfall in every[owner].pitfalls]


def _settings(facts: Facts, client: Client, connect: Connect, vendor_id: DialectId, endpoint: str) -> dict[str, Any]:
    """The files of the guide for a vendor, with the first region and the placeholder of the key in them."""
    vendor = facts.vendor(vendor_id)
    files = []
    for path, snippet in connect.files[vendor_id].items():
        text = _snippet(facts, snippet)
        form = _form(path, connect.json_form)
        files.append({"path": path, "form": form, "text": _as_dotenv(text) if form == "dotenv" else text})
    texts = "".join(file["text"] for file in files)
    named = [model for model in facts.models if model.served_in(vendor) and _names(texts, model.id)]
    return {
        "files": files,
        "placeholder": vendor.key,
        "variable": None if connect.file_wins else client.key_variable[vendor_id],
        "model": vendor.default_model,
        "models": [model.id for model in named],
        "swap": not any(str(model.context) in texts for model in named),
        "ask": ASK.get(endpoint, {}),
    }


def _names(text: str, model: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(model)}(?![\w.-])", text) is not None


def _snippet(facts: Facts, name: str) -> str:
    files = [folder / name for folder in search_path(ROOT, "snippets")]
    file = next((file for file in files if file.exists()), None)
    if file is None:
        raise ValueError(f"a connect.yml names {name}, which is not in snippets")
    return render(file.read_text("utf-8"), names(facts, facts.languages[0]))


def _form(path: str, json_form: str) -> str:
    if path == "profile" or path.endswith(".env"):
        return path.rpartition(".")[2].replace("env", "dotenv")
    known = {"json": json_form, "toml": "toml", "yml": "yaml", "yaml": "yaml"}
    return known[path.rpartition(".")[2]]


def _as_dotenv(text: str) -> str:
    """Lines for a shell as those of a .env file, which needs neither export nor quotes."""
    lines = [line.removeprefix("export ") for line in text.splitlines()] if "export " in text else None
    return "".join(line.replace('"', "") + "\n" for line in lines) if lines else text


@cache
def _words(language: str) -> dict[str, str]:
    """What connect.py says in a language: the doctor's words and its own."""
    path = FOLDER / "words" / f"{language}.yml"
    english = read_yaml(FOLDER / "words" / "en.yml")
    own = {**english, **read_yaml(path)} if path.exists() else english
    return {**doctor.words(language), **own}
