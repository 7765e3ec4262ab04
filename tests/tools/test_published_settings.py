"""Settings that a tool does not have, or not so, are named by what the installed tool says of its own file."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.clients.files import KNOWN, known_settings
from gateway_docs.doctor.parts.formats import PARSERS
from gateway_docs.doctor.parts.published import unpublished
from gateway_docs.environments import environments_of
from gateway_docs.environments.codex_settings import codex_settings
from gateway_docs.environments.known_settings import ASKED
from gateway_docs.environments.schema_in_short import in_short
from gateway_docs.pages import locale
from gateway_docs.site.tools.check import check_data

#: Of one file, which is fetched where a reader pastes settings of that tool.
MOST_BYTES = 12_000
URL = "https://api.gateway.example"
CODEX = f"""model = "gpt-5.5"
model_provider = "gateway"

[model_providers.gateway]
name = "Gateway"
base_url = "{URL}/v1"
env_key = "GATEWAY_API_KEY"
"""
OPENCODE = f"""{{
  "$schema": "https://opencode.ai/config.json",
  "model": "gateway/gpt-5.5",
  "provider": {{
    "gateway": {{
      "npm": "@ai-sdk/openai-compatible",
      "options": {{"baseURL": "{URL}/v1", "apiKey": "{{env:GATEWAY_API_KEY}}"}},
      "models": {{"gpt-5.5": {{}}}}
    }}
  }}
}}"""
OPENCLAW = f"""{{
  "agents": {{"defaults": {{"model": {{"primary": "gateway/gpt-5.5"}}}}}},
  "models": {{
    "providers": {{
      "gateway": {{
        "baseUrl": "{URL}/v1",
        "apiKey": "${{GATEWAY_API_KEY}}",
        "api": "openai-completions",
        "models": [{{"id": "gpt-5.5", "name": "GPT"}}]
      }}
    }}
  }}
}}"""
AIDER = f"""model: openai/gpt-5.5
openai-api-base: {URL}/v1
openai-api-key: sk-test-xxxxxxxxxxxxxxxx
auto-commits: false
"""
GEMINI = """{
  "security": {"auth": {"selectedType": "gemini-api-key"}},
  "model": {"name": "gemini-3.1-pro-preview"},
  "general": {"vimMode": true}
}"""
QWEN = f"""{{
  "security": {{"auth": {{"selectedType": "openai"}}}},
  "modelProviders": {{"openai": [{{"id": "gpt-5.5", "baseUrl": "{URL}/v1", "envKey": "GATEWAY_API_KEY"}}]}},
  "env": {{"GATEWAY_API_KEY": "sk-test-xxxxxxxxxxxxxxxx"}},
  "model": {{"name": "gpt-5.5"}},
  "$version": 4
}}"""
CLAUDE = f"""{{
  "env": {{"ANTHROPIC_BASE_URL": "{URL}", "ANTHROPIC_AUTH_TOKEN": "sk-test-xxxxxxxxxxxxxxxx"}},
  "verbose": true
}}"""
CONTINUE = f"""name: Gateway
version: 0.0.1
models:
  - name: GPT
    provider: openai
    model: gpt-5.5
    apiBase: {URL}/v1
    apiKey: sk-test-xxxxxxxxxxxxxxxx
"""
#: (file, what stands in it, what stands there instead, what is said).
WRONG = [
    (CODEX, "env_key =", 'htp_headers = { x = "y" }\nenv_key =', "Write `http_headers`"),
    (CODEX, "env_key =", "stream_max_retries = '4'\nenv_key =", "`stream_max_retries` must be a number"),
    (
        CODEX,
        "env_key =",
        "requires_openai_auth = 'true'\nenv_key =",
        "`requires_openai_auth` must be `true` or `false`",
    ),
    (CODEX, "env_key =", 'sandbox_mode = "read-only"\nenv_key =', "no setting `sandbox_mode` t?here. It belongs to"),
    (CODEX, "model_provider =", "max_output = 5\nmodel_provider =", "no setting `max_output` t?here, so"),
    (
        CODEX,
        "model_provider =",
        'sandbox_mode = "full"\nmodel_provider =',
        "`sandbox_mode` must be one of: .*read-only",
    ),
    (CODEX, "model_provider =", 'notify = "say done"\nmodel_provider =', "`notify` must be a list"),
    (OPENCODE, '"npm"', '"NPM": "x", "npm"', "Write `npm`"),
    (OPENCODE, '"npm"', '"small_model": "x", "npm"', "It belongs to `small_model`"),
    (OPENCODE, '"baseURL"', '"timeout": "600000", "baseURL"', "timeout"),
    (OPENCODE, '"model":', '"share": "always", "model":', "`share` must be one of: auto, disabled, manual"),
    (OPENCODE, '"gpt-5.5": {}', '"gpt-5.5": "GPT"', "`gpt-5.5` must be a group of settings"),
    (OPENCLAW, '"id"', '"contextWindow": "200000", "id"', "`contextWindow` must be a number"),
    (OPENCLAW, '"id"', '"baseUrl": 5, "id"', "`baseUrl` must be text"),
    (OPENCLAW, "openai-completions", "openai_completions", "`api` must be one of: .*openai-completions"),
    (GEMINI, '"selectedType"', '"selectedtype"', "Write `selectedType`"),
    (GEMINI, '"general"', '"general_"', "Write `general`"),
    (GEMINI, '"general"', '"theme": "x", "general"', "It belongs to `ui.theme`"),
    (GEMINI, '"general"', '"vimMode": true, "general"', "It belongs to `general.vimMode`"),
    (GEMINI, '"general"', '"model_name": "x", "general"', "no setting `model_name` t?here, so"),
    (GEMINI, '"vimMode": true', '"vimMode": "maybe"', "`vimMode` must be `?true`? or `?false"),
    (GEMINI, '"vimMode": true', '"defaultApprovalMode": "yolo"', "must be one of: auto_edit, default, plan"),
    (GEMINI, '"vimMode": true', '"checkpointing": true', "`checkpointing` must be a group"),
    (GEMINI, '"name"', '"name": 5, "name_"', "`name` must be text"),
    (QWEN, '"name"', '"maxSessionTurn": 5, "name"', "Write `maxSessionTurns`"),
    (QWEN, '"name"', '"showCitations": true, "name"', "It belongs to `ui.showCitations`"),
    (QWEN, '"env"', '"pricing": {}, "env"', "no setting `pricing` t?here, so"),
    (QWEN, '"env"', '"tools": {"core": "ls"}, "env"', "`core` must be a list"),
    (QWEN, '"env"', '"ui": {"hideTips": "maybe"}, "env"', "`hideTips` must be `?true`? or `?false"),
    (QWEN, '"env"', '"fastModel": true, "env"', "`fastModel` must be text"),
    (CLAUDE, '"verbose": true', '"verbose": "true"', "`verbose` must be `?true`? or `?false"),
    (CLAUDE, '"verbose"', '"cleanupPeriodDays": "30", "verbose"', "`cleanupPeriodDays` must be a number"),
    (CLAUDE, '"verbose"', '"availableModels": "opus", "verbose"', "`availableModels` must be a list"),
    (CLAUDE, '"verbose"', '"model": 5, "verbose"', "`model` must be text"),
    (CLAUDE, '"verbose"', '"autoUpdatesChannel": "beta", "verbose"', "must be one of: latest, rc, stable"),
    (CLAUDE, '"verbose"', '"permission": {}, "verbose"', "Write `permissions`"),
    (CLAUDE, '"verbose"', '"mcpServers": {}, "verbose"', "no setting `mcpServers` t?here, so"),
    (CONTINUE, "    apiBase", "    contextLenght: 5\n    apiBase", "Write `contextLength`"),
    (
        CONTINUE,
        "    apiBase",
        "    maxTokens: 5\n    apiBase",
        "It belongs to `models.….defaultCompletionOptions.maxTokens`",
    ),
    (CONTINUE, "    apiBase", "    defaultCompletionOptions:\n      maxTokens: '5'\n    apiBase", "must be a number"),
    (CONTINUE, "    apiBase", "    roles: chat\n    apiBase", "`roles` must be a list"),
    (
        CONTINUE,
        "    apiBase",
        "    useResponsesApi: 'true'\n    apiBase",
        "`useResponsesApi` must be `true` or `false`",
    ),
    (CONTINUE, "models:", "tabAutocomplete: x\nmodels:", "no setting `tabAutocomplete` here, so"),
    (AIDER, "model:", "modle: x\nmodel:", "Write `model`"),
    (AIDER, "auto-commits", "auto_commits", "Write `auto-commits`"),
    (AIDER, "auto-commits", "auto-commit", "Write `auto-commits`"),
    (AIDER, "auto-commits", "proxy: x\nauto-commits", "no setting `proxy` here, so"),
    (AIDER, "auto-commits", "max_tokens: 5\nauto-commits", "below `extra_params` in `.aider.model.settings.yml`"),
    (AIDER, "auto-commits", "map: 5\nauto-commits", "no setting `map` here, so"),
    (AIDER, "auto-commits: false", "auto-commits: never", "`auto-commits` must be `true` or `false`"),
    (AIDER, "auto-commits", "edit-format: dif # as a patch\nauto-commits", "`edit-format` must be one of: .*diff"),
    (AIDER, "auto-commits", 'map-refresh: "often"\nauto-commits', "`map-refresh` must be one of: always, auto"),
]
#: What other names a place may hold, and what stands for a value, nobody calls wrong.
RIGHT = [
    (OPENCODE, '"baseURL"', '"headers": {"x": "y"}, "baseURL"'),
    (OPENCODE, '"baseURL"', '"timeout": "{env:TIMEOUT}", "baseURL"'),
    (OPENCODE, '"model":', '"theme": "dark", "model":'),
    (CODEX, "[model_providers", '[mcp_servers.a]\ncommand = "x"\n[mcp_servers.a.env]\nANY = "y"\n[model_providers'),
    (CODEX, "[model_providers.gateway]", "[features]\nany_feature = true\n\n[model_providers.gateway]"),
    (OPENCLAW, '"agents":', '"agent": {"model": "x"}, "agents":'),
    (OPENCLAW, '"id"', '"contextWindow": "${WINDOW}", "id"'),
    (AIDER, "auto-commits: false", "auto-commits: 'No'\nno-git: on\nvim: 0\ngitignore: true"),
    (GEMINI, '"general"', '"$schema": "x", "mcpServers": {"a": {"httpUrl": "x", "any": 5}}, "general"'),
    (GEMINI, '"general"', '"context": {"fileName": ["A.md"]}, "tools": {"sandbox": "docker"}, "general"'),
    (GEMINI, '"vimMode": true', '"vimMode": "true", "maxAttempts": "5", "disableAutoUpdate": true'),
    (GEMINI, '"vimMode": true', '"vimMode": "$VIM", "preferredEditor": "${EDITOR}"'),
    (QWEN, '"env"', '"selectedAuthType": "openai", "general": {"disableAutoUpdate": true}, "env"'),
    (QWEN, '"name"', '"generationConfig": {"samplingParams": {"top_p": 1}, "timeout": 5}, "name"'),
    (QWEN, '"env"', '"tools": {"approvalMode": "auto_edit", "sandbox": "docker"}, "mcpServers": {"a": {}}, "env"'),
    (QWEN, '"model": {"name": "gpt-5.5"}', '"model": "gpt-5.5"'),
    (CLAUDE, '"verbose"', '"permissions": {"allow": [], "any": 1}, "hooks": {}, "attribution": {}, "verbose"'),
    (CLAUDE, '"verbose"', '"model": "opus", "effortLevel": "high", "voiceEnabled": true, "language": "", "verbose"'),
    (CLAUDE, '"verbose"', '"feedbackSurveyState": {"lastShownTime": 1}, "verbose"'),
    (CONTINUE, "    apiBase", "    roles: [chat]\n    env: {any: 5}\n    requestOptions: {headers: {}}\n    apiBase"),
    (CONTINUE, "models:", "context:\n  - provider: code\n    params: {any: 1}\nrules:\n  - Be short\nmodels:"),
    (CONTINUE, "models:", "any: &any\n  apiKey: sk-test-xxxxxxxxxxxxxxxx\nmodels:\n  - <<: *any\n    name: x"),
    (AIDER, "openai-api-key", "--openai-api-key"),
    (AIDER, "auto-commits", "max-chat: 4000\nreasoning-eff: high\nauto-commits"),
    (AIDER, "auto-commits", "edit-format: diff # a patch\nread: [A.md]\nlint-cmd:\n  - 'python: ruff'\nauto-commits"),
    (AIDER, "auto-commits", f"alias:\n  - fast:gpt-5.5\nset-env:\n  - ANTHROPIC_API_BASE={URL}\nauto-commits"),
    (AIDER, "auto-commits", "timeout: 600\ntest-cmd: |\n  pytest: x\ncommit-prompt: >\n  max-tokens: 5\nauto-commits"),
]  # fmt: skip
OF = {
    CODEX: "codex",
    OPENCODE: "opencode",
    OPENCLAW: "openclaw",
    AIDER: "aider",
    GEMINI: "gemini-cli",
    QWEN: "qwen-code",
    CLAUDE: "claude-code",
    CONTINUE: "continue",
}


@pytest.fixture(scope="module")
def said(node, facts):
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    words = locale.words("en")["check"]["rules"]

    def told(one: dict) -> str:
        return re.sub(r"\{(\w+)\}", lambda name: str(one["values"].get(name[1], name[0])), words[one["rule"]])

    def said(items: list[tuple[str, str | None]]) -> list[list[tuple[str, str]]]:
        expression = 'all.check(item[0], {kind: "file", region: "global", facts, client: clients[item[1]]})'
        answers = node("check.js", expression, items, facts=data, clients=clients)
        return [[(one["level"], told(one)) for one in answer[1:]] for answer in answers]

    return said


def changed(cases) -> list[str]:
    assert all(file.count(there) for file, there, *_ in cases)
    return [file.replace(there, instead, 1) for file, there, instead, *_ in cases]


def of_page(answer: list[dict]) -> set[tuple]:
    rules = [one for one in answer if one["rule"].startswith(("unknown_instead", "not_known", "must_be"))]
    return {(one["rule"], *(one["values"].get(key) for key in ("name", "right", "known"))) for one in rules}


def of_doctor(text: str, client: str) -> set[tuple]:
    content = PARSERS["toml" if client == "codex" else "json"](text)
    rule = {"not_read": "unknown_instead"}
    return {
        (rule.get(words, words), path[-1], values.get("right"), values.get("known"))
        for path, words, values in unpublished(content, known_settings()[client])
    }


def test_doctor_says_what_the_page_says(node, facts):
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    cases = [case for case in [*WRONG, *RIGHT] if case[0] not in (AIDER, CONTINUE)]  # the doctor reads no YAML
    items = [(text, OF[case[0]]) for text, case in zip(changed(cases), cases, strict=True)]
    expression = 'all.check(item[0], {kind: "file", region: "global", facts, client: clients[item[1]]})'
    answers = node("check.js", expression, items, facts=data, clients=clients)
    said = [
        (text, of_page(answer), of_doctor(text, client)) for (text, client), answer in zip(items, answers, strict=True)
    ]
    assert [(text, page ^ doctor) for text, page, doctor in said if page != doctor] == []
    assert sum(len(page) for _, page, _ in said) >= len([case for case in cases if len(case) > 3])


@pytest.mark.parametrize("chosen", [True, False])
def test_setting_that_the_tool_lacks_is_named(said, chosen):
    items = [(text, OF[case[0]] if chosen else None) for text, case in zip(changed(WRONG), WRONG, strict=True)]
    answers = said(items)
    missed = {
        case[3]: answer
        for case, answer in zip(WRONG, answers, strict=True)
        if not any(level in ("error", "warning") and re.search(case[3], text) for level, text in answer)
    }
    assert missed == {}


def test_nothing_is_said_of_what_the_tool_may_read(said):
    right = said([(text, OF[case[0]]) for text, case in zip(changed(RIGHT), RIGHT, strict=True)])
    blamed = [text for answer in right for _, text in answer if "has no setting" in text or "must be" in text]
    assert blamed == []


def test_a_part_of_a_file_is_not_held_against_all_of_it(said):
    """Where `max_output` stood nobody knows."""
    part = OPENCODE[OPENCODE.index('"npm"') : OPENCODE.rindex("}\n  }")]
    (answer,) = said([('"max_output": 5,\n' + part, "opencode")])
    assert any("This is the base URL for opencode" in text for _, text in answer)
    assert [text for _, text in answer if "has no setting" in text] == []


def test_what_is_known_is_light():
    assert 1000 < max(path.stat().st_size for path in KNOWN.iterdir()) <= MOST_BYTES


def test_schema_in_short():
    """Of several forms each counts, and an object that takes any name is open."""
    closed = {"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": False}
    opened = {"type": "object", "properties": {"b": {"enum": ["x", "y"]}}, "additionalProperties": {}}
    defs = {"Closed": closed}
    schema = {"anyOf": [{"$ref": "#/$defs/Closed"}, {"type": "string"}, {"type": "null"}]}
    assert in_short(closed, {}, ("",)) == {"is": "o", "in": {"a": "n"}}
    assert in_short(opened, {}, ("",)) == {"is": "o", "in": {"b": {"is": "s", "of": ["x", "y"]}}, "rest": ""}
    several = in_short({"type": "object", "properties": {"c": schema}}, defs, ("", "c"))
    assert several["in"]["c"] == {"is": "so", "in": {"a": "n"}}
    assert in_short({"$ref": "#/$defs/Closed"}, defs, ()) == "o"


@pytest.mark.walk
@pytest.mark.parametrize("client", [client for client in ASKED if client != "codex"])
def test_known_settings_are_those_of_the_installed_tool(client):
    """After a new release: scripts/known-settings."""
    (environment, *_) = environments_of(client)
    assert json.loads(json.dumps(ASKED[client](environment))) == known_settings()[client]


@pytest.mark.walk
def test_known_settings_are_those_of_the_installed_codex():
    """Codex is asked for each known name, in every place."""
    (environment,) = environments_of("codex")
    known = known_settings()["codex"]
    rest = [known["in"][name]["rest"]["in"] for name in ("model_providers", "mcp_servers")]
    names = {*known["in"], *(name for inside in rest for name in inside)}
    assert "base_url" in names
    own = [known["in"][name]["in"] for name in ("history", "sandbox_workspace_write")]
    assert codex_settings(environment, names.union(*own)) == known


TRY_AIDER = """
import json, sys
from pathlib import Path
from aider.args import get_parser
sys.stderr = open("/dev/null", "w")
for text in json.load(sys.stdin):
    Path("aider.yml").write_text(text)
    try: print(bool(get_parser(["aider.yml"], None).parse_args([])))
    except SystemExit: print(False)
"""


@pytest.mark.walk
def test_aider_refuses_what_is_called_wrong_and_takes_the_rest(tmp_path):
    (environment,) = environments_of("aider")
    cases = [case for case in [*WRONG, *RIGHT] if case[0] == AIDER]
    ended = subprocess.run(
        [sys.executable, "-c", TRY_AIDER],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(environment.site_packages)},
        cwd=tmp_path,
        input=json.dumps(changed(cases)),
        capture_output=True,
        encoding="utf-8",
        timeout=HANGING_SECONDS,
        check=True,
    )
    taken = dict(zip([case[2] for case in cases], ended.stdout.split(), strict=True))
    assert taken == {case[2]: str(len(case) == 3) for case in cases}


@pytest.mark.walk
def test_claude_code_refuses_values_that_are_called_wrong_and_takes_the_rest(tmp_path):
    """Names that it does not know it passes over."""
    (environment,) = environments_of("claude-code")
    (program,) = environment.node_modules.glob("@anthropic-ai/claude-code-*/claude")
    (tmp_path / ".claude").mkdir()
    for case in (case for case in [*WRONG, *RIGHT] if case[0] == CLAUDE):
        (tmp_path / ".claude/settings.json").write_text(*changed([case]))
        told = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "ANTHROPIC_BASE_URL": "http://127.0.0.1:9"}
        ended = subprocess.run(
            [program, "doctor"], env=told, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=HANGING_SECONDS
        )
        assert "No installation issues found" in ended.stdout
        assert ("Invalid settings" in ended.stdout) == (len(case) > 3 and "must be" in case[3]), case
