"""Pastes for the check of settings: what each guide lets a reader copy, in every shell, with mistakes and words around.

`PASTES` × `MISTAKES` × `AROUND`. A mistake is a function that makes one in a text, or None where it cannot be made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gateway_docs.clients import load_clients
from gateway_docs.clients.files import settings_files
from gateway_docs.facts import Facts
from gateway_docs.pages.names import names
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet

KEY = "sk-abcdxxxxxxxxwxyz"
HOST = "https://api.gateway.example"
BASE = re.compile(re.escape(HOST) + r"(?:/v1(?:beta)?)?(?=[\"'\s,)]|$)", re.M)
KEPT = (".toml", ".json", ".yaml", ".yml", ".ps1", ".env", ".sh", ".py", ".mjs")

#: Ways to set a variable: each is read.
WAYS = {
    "bash": 'export {name}="{value}"',
    "bare": "export {name}={value}",
    "cmd": 'set "{name}={value}"',
    "setx": "setx {name} {value}",
    "powershell": '$env:{name} = "{value}"',
    "registry": '[Environment]::SetEnvironmentVariable("{name}", "{value}", "User")',
    "item": 'Set-Item -Path Env:{name} -Value "{value}"',
    "fish": "set -gx {name} {value}",
    "launchctl": "launchctl setenv {name} {value}",
    "containerfile": "ENV {name} {value}",
    "systemd": 'Environment="{name}={value}"',
    "python": 'os.environ["{name}"] = "{value}"',
    "node": 'process.env["{name}"] = "{value}"',
    "compose": "  - name: {name}\n    value: {value}",
    "form": "变量名：{name}\n变量值：{value}",
    "start file": "echo 'export {name}=\"{value}\"' >> ~/.zshrc",
    "prompt": "PS C:\\Users\\me> $env:{name}='{value}'",
    "host": "me@host:~$ export {name}={value}",
}


@dataclass(frozen=True)
class Paste:
    """What stands in a guide; `way` is the ending of a file, or how variables are set."""

    client: str
    file: str
    way: str
    text: str


def pastes(facts: Facts) -> Iterator[Paste]:
    """Every snippet that sets something, as a reader has it who put a key in; variables in every shell."""
    known = names(facts, "en")
    for client in load_clients():
        for path in sorted((ROOT / "snippets" / client).iterdir()):
            if path.suffix not in KEPT or not (is_snippet(path) or path.name == "env.sh") or "unset" in path.name:
                continue
            text = re.sub(r"YOUR_\w+_KEY", KEY, render(path.read_text("utf-8"), known))
            if not (BASE.search(text) or KEY in text) or client == "curl":
                continue
            yield Paste(client, path.name, path.suffix, text)
            if path.suffix == ".sh" and re.fullmatch(r'(export \w+="\S*"\n)+', text):
                for way, form in WAYS.items():
                    lines = re.sub(
                        r'export (\w+)="(\S*)"', lambda m, form=form: form.format(name=m[1], value=m[2]), text
                    )
                    yield Paste(client, path.name, way, lines)


#: Format of a settings file -> the endings of its snippets.
ENDINGS = {
    "json": ".json",
    "jsonc": ".json",
    "json5": ".json",
    "toml": ".toml",
    "yaml": (".yaml", ".yml"),
    "env": ".env",
}

Change = Callable[[Paste], str | None]


@dataclass(frozen=True)
class Mistake:
    """`about`: what it is about; of two mistakes in one paste each is about something else. `rules`: any tells it."""

    about: str
    rules: frozenset[str]
    make: Change

    def __call__(self, paste: Paste) -> Paste | None:
        changed = self.make(paste)
        return replace(paste, text=changed) if changed and changed != paste.text else None


#: Clients that complete an address: any end of it is right.
COMPLETE = {file.client for file in settings_files() if file.any_end}


def _address(change: Callable[[str], str]) -> Change:
    return lambda paste: BASE.sub(lambda found: change(found[0]), paste.text)


def _end(change: Callable[[str], str]) -> Change:
    return lambda paste: None if paste.client in COMPLETE else _address(change)(paste)


def _text(old: str, new: str | Callable[[re.Match[str]], str], *suffixes: str) -> Change:
    """In files of these endings only, the first place alone."""
    return lambda paste: re.sub(old, new, paste.text, count=1, flags=re.M) if paste.way in suffixes else None


def _other_version(url: str) -> str:
    return HOST if url != HOST else f"{HOST}/v1"


def _endpoint(url: str) -> str:
    return f"{url}/chat/completions" if url != HOST else f"{url}/v1/messages"


def _other_name(paste: Paste) -> str | None:
    """A setting under a name of which its client's file is known not to read it."""
    for file in settings_files():
        owners = [file.client] if isinstance(file.client, str) else file.client or []
        if paste.client not in owners or paste.way not in (WAYS if file.variables else ENDINGS.get(file.format, ())):
            continue
        for told in file.names.values():
            for wrong, right in told.instead.items():
                key = re.compile(rf"(?<![\w.-]){re.escape(right)}(?=[\"']?\s*[:=])")
                if "." not in right and key.search(paste.text):
                    return key.sub(wrong, paste.text)
    return None


def _without_address(paste: Paste) -> str | None:
    if paste.way in (".py", ".mjs", ".json") or "cline" in paste.text:
        return None
    return "".join(line for line in paste.text.splitlines(keepends=True) if HOST not in line)


URL_ENDS = frozenset("missing_version extra_version doubled_version full_endpoint path only_for missing_path".split())
MISTAKES = {
    "other version": Mistake("address", URL_ENDS, _end(_other_version)),
    "doubled version": Mistake("address", frozenset({"doubled_version"}), _address(lambda url: f"{HOST}/v1/v1")),
    "endpoint": Mistake("address", frozenset({"full_endpoint"}), _end(_endpoint)),
    "http": Mistake("address", frozenset({"http"}), _address(lambda url: url.replace("https", "http"))),
    "host": Mistake("address", frozenset({"host_typo"}), _address(lambda url: url.replace("gateway", "gatewya"))),
    "vendor": Mistake("address", frozenset({"vendor_host"}), _address(lambda url: "https://api.openai.com/v1")),
    "console": Mistake("address", frozenset({"console"}), _address(lambda url: "https://console.gateway.example")),
    "no address": Mistake("address", frozenset({"missing_url", "told"}), _without_address),
    "placeholder": Mistake("key", frozenset({"placeholder"}), lambda paste: paste.text.replace(KEY, "YOUR_API_KEY")),
    "vendor's key": Mistake(
        "key", frozenset({"key_of_vendor"}), lambda paste: paste.text.replace(KEY, "sk-ant-api03-xxxxxxxxxxxx")
    ),
    "invisible": Mistake("key", frozenset({"invisible"}), lambda paste: paste.text.replace(KEY, f"sk\u200b{KEY[2:]}")),
    "model": Mistake(
        "model",
        frozenset({"model_typo"}),
        lambda paste: re.sub(r"(?<![\w.+-])gpt-5\.5(?![\w.-])", "gpt-55", paste.text),
    ),
    "other name": Mistake("name", frozenset({"unknown_instead", "ignored_instead", "removed_instead"}), _other_name),
    "curly quotes": Mistake(
        "language", frozenset({"curly_quotes"}), lambda paste: re.sub(r'"([^"\n]*)"', r"“\1”", paste.text, count=1)
    ),
    "comma": Mistake("language", frozenset({"json_missing_comma"}), _text(r'(["\d\]}]),\n(\s*")', r"\1\n\2", ".json")),
    "unclosed": Mistake("language", frozenset({"json_unclosed"}), _text(r"\}\s*\Z", "\n", ".json")),
    "table": Mistake("language", frozenset({"toml_table"}), _text(r"^(\[[^\]\n]+)\]$", r"\1", ".toml")),
    "colon": Mistake("language", frozenset({"toml_colon"}), _text(r'^(\w+) = "', r'\1: "', ".toml")),
    "unquoted": Mistake("language", frozenset({"toml_unquoted"}), _text(r'= "([a-z][^"\n]*)"$', r"= \1", ".toml")),
    "tab": Mistake("language", frozenset({"yaml_tab"}), _text(r"^ {2,4}(?=\w)", "\t", ".yaml", ".yml")),
    "spaces": Mistake("language", frozenset({"env_spaces"}), _text(r"=", " = ", "bash", "bare")),
    "cmd": Mistake("language", frozenset({"cmd_quotes"}), _text(r'set "(\w+)=([^"\n]*)"', r'set \1="\2"', "cmd")),
}

#: What people put around what they paste.
AROUND: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "fence": lambda text: f"My settings:\n\n```\n{text}```\n\nIt does not work, and I do not know why it does not.\n",
    "quotation": lambda text: re.sub(r"(?m)^(?=.*\S)", "> ", text),
    "numbers": lambda text: "".join(f"{i:3} {line}\n" for i, line in enumerate(text.splitlines(), 1)),
}
