"""What is known of each settings file of a tool: what stands where in it, and what is wrong when something else does.

`files/*.yml` hold it, one list of files each. A glob is a path of names with `/` between: `*` is any name, `@` a
provider that the file chooses, `~…` a pattern, `**` at the start any depth. The check of settings and the
doctor read it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from gateway_docs.clients.model import Strict
from gateway_docs.project.yaml_files import read_yaml

FOLDER = Path(__file__).with_name("files")
#: What the installed tools say of their own settings; `scripts/known-settings` asks them.
KNOWN = Path(__file__).with_name("known")
#: Providers that tools bring along, also with a hyphen and more behind the name.
BUILT_IN = (
    "openai anthropic google gemini opencode openrouter ollama lmstudio oss amazon-bedrock azure github-copilot kilo"
    " deepseek groq xai mistral moonshot zai minimax"
).split()


class Names(Strict):
    """The settings of one place. `known`: also in another spelling; `instead`: name that is not read -> right one."""

    known: list[str] = Field(default=[])
    instead: dict[str, str] = Field(default={})


class Rule(Strict):
    """Holds where all of `has` (glob -> pattern of the value, empty: any) and none of `lacks` stand in a file."""

    has: dict[str, str]
    lacks: list[str] = Field(default=[])
    text: str | None = Field(default=None, description="pattern of what must stand in the whole paste, too")
    level: Literal["error", "warning", "note"] = "error"
    section: str = "configure"
    say: dict[str, str] = Field(
        description="language -> text; {name} is what was found, {*} or {@} the name of its provider"
    )


class Listed(Strict):
    """Where a provider lists the models that it offers, and what that place is called."""

    at: str
    where: dict[str, str]
    only_if: str


class SettingsFile(Strict):
    """One file of one tool; `client` are those with a guide."""

    client: str | list[str] | None = None
    name: str | None = Field(default=None, description="of a tool without a guide, or of a place")
    paths: list[str] = Field(default=[], description="where the tool reads it; the first is what its guide writes")
    unread: dict[str, str] = Field(default={}, description="pattern of a path that is not read -> the one that is")
    format: Literal["json", "jsonc", "json5", "toml", "yaml", "env", "code"]
    also: Literal["json", "toml"] | None = Field(default=None, description="another format that the tool reads")
    command: str | None = Field(default=None, description="the command whose long options are the names in the file")
    sets: str | None = Field(default=None, description="pattern of that command's option that sets names of the file")
    variables: bool = Field(default=False, description="about variables, wherever they are set")
    everywhere: bool = Field(default=False, description="for every tool")
    only_chosen: bool = Field(default=False, description="only if the reader chose the tool, or `seen` fits")
    marks: list[str] = Field(default=[], description="globs, one of which shows that a text is this file")
    seen: str | None = Field(default=None, description="pattern of a text that shows it, too")
    only: str | None = Field(default=None, description="pattern without which a text is not this file")
    providers: str | None = Field(default=None, description="glob of what holds providers")
    chosen: str | None = Field(default=None, description="glob of the provider's name, or of provider/model")
    catalogue: bool = Field(default=False, description="the chosen one stands before the model; vendors are built in")
    listed: Listed | None = None
    speaks: dict[str, str] = Field(default={}, description="vendor -> pattern of what stands `at`; or `always` one")
    named: dict[str, str] = Field(default={}, description="name of a provider that is built in -> its vendor")
    base_url: list[str] = Field(default=[])
    base_url_speaks: str | None = None
    any_end: bool = Field(default=False, description="the tool completes addresses: only their hosts can be wrong")
    needs_address: bool = True
    key: list[str] = Field(default=[])
    key_variable: list[str] = Field(default=[])
    model: list[str] = Field(default=[])
    names: dict[str, Names] = Field(default={})
    published: bool = Field(
        default=False, description="`known/<client>.json` has every setting of the file, in its format"
    )
    rules: list[Rule] = Field(default=[])
    if_right: list[Rule] = Field(default=[], description="what else it may be, where nothing is wrong")


@cache
def settings_files() -> tuple[SettingsFile, ...]:
    """Every file that is known; files of one name in the order of their list."""
    read = TypeAdapter(list[SettingsFile])
    return tuple(file for path in sorted(FOLDER.glob("*.yml")) for file in read.validate_python(read_yaml(path)))


@cache
def known_settings() -> dict[str, Any]:
    """Client -> its settings, in the words of environments/schema_in_short.py."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(KNOWN.glob("*.json"))}
