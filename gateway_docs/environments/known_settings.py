"""Which settings a tool's own file has: what the installed tool says, written to `gateway_docs/clients/known/`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gateway_docs.environments.aider_settings import aider_settings
from gateway_docs.environments.claude_settings import claude_settings
from gateway_docs.environments.codex_settings import codex_settings
from gateway_docs.environments.continue_settings import continue_settings
from gateway_docs.environments.environment import Environment, environments_of
from gateway_docs.environments.gemini_settings import gemini_settings
from gateway_docs.environments.schema_in_short import Node, in_short
from gateway_docs.project import ROOT

PROVIDERS = ("provider", "provider/*", "provider/*/options", "provider/*/models", "provider/*/models/*")
OF_OPENCODE = ("", *PROVIDERS, "provider/*/models/*/limit", "mcp", "mcp/*")
#: Settings of its screen, which it moves into a file of their own by itself.
MOVED_BY_OPENCODE = ("keybinds", "theme", "tui")
MODELS = ("models/providers", "models/providers/*", "models/providers/*/models", "models/providers/*/models/#")
OF_OPENCLAW = ("", "models", *MODELS, "agents", "agents/defaults", "agents/defaults/model")
NODE = Path(sys.executable).with_name("node")
#: OpenClaw prints its schema under newer releases of Node alone; its module for it works in all.
ASK_OPENCLAW = """
import fs from "node:fs";
const folder = process.argv[1];
for (const name of fs.readdirSync(folder).filter((one) => /^schema-.*\\.mjs$/.test(one))) {
  const text = fs.readFileSync(`${folder}/${name}`, "utf8");
  const short = /buildConfigSchemaCore as (\\w+)/.exec(text)?.[1];
  if (short) console.log(JSON.stringify((await import(`${folder}/${name}`))[short]().schema));
}
"""


def _printed(command: list[str], variables: dict[str, str] | None = None) -> Any:
    with tempfile.TemporaryDirectory() as home:
        told = {"HOME": home, "PATH": f"{NODE.parent}:/usr/bin:/bin", **(variables or {})}
        ended = subprocess.run(command, env=told, cwd=home, capture_output=True, encoding="utf-8", timeout=300)
    return json.loads(ended.stdout)


def _opencode(environment: Environment) -> Node:
    (program,) = (path for path in (environment.node_modules / ".bin").iterdir() if path.name in ("opencode", "kilo"))
    schemas = _printed([str(program), "generate"])["components"]["schemas"]
    told: Any = in_short(schemas["Config"], schemas, OF_OPENCODE)
    told["in"] |= dict.fromkeys(MOVED_BY_OPENCODE, "")
    return told  # type: ignore[no-any-return]


def _openclaw(environment: Environment) -> Node:
    folder = environment.node_modules / "openclaw" / "dist"
    schema = _printed([str(NODE), "--input-type=module", "--eval", ASK_OPENCLAW, str(folder)])
    told: Any = in_short(schema, {}, OF_OPENCLAW)
    for renamed in (told, told["in"]["agents"], told["in"]["agents"]["in"]["defaults"]):
        renamed["rest"] = ""  # it mends names of its first releases by itself
    return told  # type: ignore[no-any-return]


def _gemini(environment: Environment, program: str) -> Node:
    return gemini_settings(environment.node_modules / program, _printed, NODE)


def _claude_code(environment: Environment) -> Node:
    (program,) = environment.node_modules.glob("@anthropic-ai/claude-code-*/claude")
    return claude_settings(program)


ASKED: dict[str, Callable[[Environment], Node]] = {
    "aider": lambda environment: aider_settings(environment, _printed),
    "claude-code": _claude_code,
    "codex": codex_settings,
    "continue": lambda environment: continue_settings(environment.node_modules / "@continuedev/cli/dist/index.js"),
    "gemini-cli": lambda environment: _gemini(environment, "@google/gemini-cli/bundle"),
    "kilo-code": _opencode,
    "openclaw": _openclaw,
    "opencode": _opencode,
    "qwen-code": lambda environment: _gemini(environment, "@qwen-code/qwen-code/chunks"),
}


def main(clients: list[str]) -> None:
    for client in clients or ASKED:
        (environment, *_) = environments_of(client)
        told = json.dumps(ASKED[client](environment), separators=(",", ":"), sort_keys=True)
        (ROOT / "gateway_docs" / "clients" / "known" / f"{client}.json").write_text(told + "\n", "utf-8")
        print(f"{client}: {len(told)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
