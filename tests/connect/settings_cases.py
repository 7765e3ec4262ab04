"""Settings files that readers have already, made up: (name, client, vendor, text). Each is tried in four writings."""

from __future__ import annotations

CLAUDE = ("claude-code", "anthropic")
CODEX = ("codex", "openai")
OPENCODE = ("opencode", "openai")
OPENCLAW = ("openclaw", "gemini")
GEMINI = ("gemini-cli", "gemini")
QWEN = ("qwen-code", "openai")
AIDER = ("aider", "openai")
AIDER_LISTS = ("aider", "gemini")
CONTINUE = ("continue", "openai")

FILES = [
    ("empty object", *CLAUDE, "{}\n"),
    ("object over lines", *CLAUDE, "{\n\n}\n"),
    ("permissions with tabs", *CLAUDE, '{\n\t"permissions": {\n\t\t"allow": ["Bash(git log:*)"]\n\t}\n}\n'),
    ("one line", *CLAUDE, '{"model": "opus", "env": {"EDITOR": "vim"}}\n'),
    ("other gateway", *CLAUDE, '{\n    "env": {\n        "ANTHROPIC_BASE_URL": "https://relay.test",\n'
     '        "ANTHROPIC_AUTH_TOKEN": "sk-test-old", "HTTP_PROXY": "http://127.0.0.1:7"\n    },\n'
     '    "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "say \\"done\\" // not a comment"}]}]}\n}\n'),
    ("brace at the end of a line", *CLAUDE, '{ "cleanupPeriodDays": 5,\n  "includeCoAuthoredBy": false }\n'),
    ("Chinese and signs", *CLAUDE, '{\n  "outputStyle": "解释 ✓ \\u4f60",\n  "env": { }\n}\n'),
    ("features alone", *CODEX, "[features]\nremote_compaction_v2 = false\n"),
    ("another provider", *CODEX, 'model = "some-model" # mine\nmodel_provider = "other"\n\n[model_providers.other]\n'
     'name = "Other"\nbase_url = "https://relay.test/v1"\n\n[model_providers.other.auth]\ncommand = "/bin/pass"\n'
     'args = ["show", "[x] # y"]\n'),
    ("comments before a table", *CODEX, '# my settings\n# model = "x"\n\n  [tui] # the screen\n  theme = "dark"\n'),
    ("an older try", *CODEX, 'model_provider = "gateway"\n[model_providers.gateway]\nname = "old"\n'
     'wire_api = "chat"\nhttp_headers = { "X-Team" = "a" }\n[projects."/home/a b"]\ntrust_level = "trusted"\n'),
    ("texts over lines", *CODEX, 'notify = [\n  "sh", # ]\n  "-c",\n]\ninstructions = """\n[model_providers.gateway]\n'
     'model = "no"\n"""\n[mcp_servers.docs]\ncommand = \'npx\'\n'),
    ("lists of tables", *CODEX, "[[hooks]]\nname = 'a'\n[[hooks]]\nname = 'b'\n[hooks.inner]\nx = 1\n"),
    ("comments and commas", *OPENCODE, '{\n  // how it looks\n  "theme": "system", /* dark */\n  "provider": {\n'
     '    "relay": { "npm": "@ai-sdk/openai-compatible", "options": {"apiKey": "sk-test-x"}, },\n  },\n}\n'),
    ("another model", *OPENCODE, '{\n  "$schema": "https://opencode.ai/config.json",\n  "model": "relay/m",\n'
     '  "autoshare": false // never\n}\n'),
    ("the same provider", *OPENCODE, '{"provider": {"gateway": {"models": {"own": {"name": "Own"}}, "npm": "x"}}}\n'),
    ("names without quotes", *OPENCLAW, "{\n  // mine\n  agents: {\n    defaults: { workspace: '~/it\\'s', },\n  },\n"
     "  gateway: { port: 0x4965, },\n}\n"),
    ("models alone", *OPENCLAW, '{\n  "models": {\n    "providers": {\n      "google": {\n        "models": [\n'
     '          { "id": "m", "name": "m" }\n        ]\n      }\n    }\n  },\n  "agents": {\n'
     '    "defaults": { "model": { "primary": "google/m" } }\n  }\n}\n'),
    ("login with an account", *GEMINI, '{\n  // from the first start\n  "security": {\n    "auth": {\n'
     '      "selectedType": "oauth-personal" // Google\n    }\n  },\n  "ui": {"theme": "GitHub"}\n}\n'),
    ("a list of models", *QWEN, '{\n  "modelProviders": {\n    "openai": [\n      {\n        "id": "own",\n'
     '        "baseUrl": "http://127.0.0.1:8000/v1",\n        "envKey": "OWN"\n      }\n    ]\n  }, // mine\n'
     '  "env": {"OWN": "x"}\n}\n'),
    ("a list on one line", *QWEN, '{"modelProviders": {"openai": [{"id": "own", "envKey": "OWN"}]}, "ide": {}}\n'),
    ("much commented", *AIDER, "## Which model\nsonnet: true\n\n#######\n# Keys:\n\n## OpenAI\n"
     "openai-api-key: sk-test-x\n\n## Base URL\nopenai-api-base: https://relay.test # old\n"),
    ("lists and quotes", *AIDER, "---\nread: [CONVENTIONS.md]\nlint-cmd:\n- \"python: ruff\"\n- 'js: eslint'\n"
     "model: 'mine' # fast\ndark-mode: true\n"),
    ("variables of others", *AIDER_LISTS, "set-env:\n  - OLLAMA_API_BASE=http://127.0.0.1:11434\n  # more\n"
     "  - GEMINI_API_BASE=https://relay.test\napi-key:\n- openai=sk-test-x\n\nauto-commits: false\n"),
    ("other models", *CONTINUE, "name: Mine\nversion: 0.0.1\nschema: v1\nmodels:\n  # at home\n  - name: Local\n"
     "    provider: ollama\n    model: qwen\n    roles:\n      - chat\n"
     "rules:\n  - uses: x/y\n  - |\n    Be short.\n    - x: y\n"),
    ("nothing but rules", *CONTINUE, "rules:\n- Answer in Chinese\n"),
]  # fmt: skip
#: How the same is written by others.
WRITINGS = {
    "plain": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "no last break": lambda text: text.rstrip("\n").encode(),
}
#: What is left alone: (name, client, vendor, bytes, line, words).
BROKEN = [
    ("comma", *CLAUDE, b'{\n  "env": {"A": "b",}\n}\n', 2, "extra comma"),
    ("comment", *CLAUDE, b'{\n  // mine\n  "env": {}\n}\n', 2, "no comments"),
    ("cut", *CLAUDE, b'{\n  "env": {\n    "A": "b"\n', 4, "does not belong"),
    ("two objects", *CLAUDE, b"{}\n{}\n", 2, "does not belong"),
    ("list", *CLAUDE, b'["x"]', 1, "expected kind"),
    ("text for an object", *CLAUDE, b'{\n"env": "A=b"}', 2, "expected kind"),
    ("twice", *CLAUDE, b'{\n"env": {},\n"env": {}}', 3, "appears twice"),
    ("UTF-16", *CLAUDE, '{"model": "模型"}'.encode("utf-16"), 1, "not UTF-8"),
    ("GBK", *CLAUDE, b'{\n"a": "\xc4\xa3\xd0\xcd"}', 2, "not UTF-8"),
    ("single quotes", *OPENCODE, b"{\n  'model': 'x'}", 2, "does not belong"),
    ("quote", *CODEX, b'model = "x\n', 1, "does not belong"),
    ("inline table", *CODEX, b'\nmodel_providers = { gateway = { name = "x" } }\n', 2, "does not change"),
    ("dotted", *CODEX, b'model_providers.gateway.name = "x"\n', 1, "does not change"),
    ("key twice", *CODEX, b'model = "a"\nmodel = "b"\n', 2, "appears twice"),
    ("no assignment", *CODEX, b"model gpt\n", 1, "does not belong"),
    ("tab", *AIDER, b"read:\n\t- x\n", 2, "tab"),
    ("list over lines", *AIDER, b"model: [\n  x\n]\n", 3, "does not belong"),
    ("flow", *AIDER_LISTS, b"set-env: [A=b]\n", 1, "does not change"),
    ("block text", *AIDER, b"model: |\n  x\n", 1, "does not change"),
    ("anchor", *AIDER, b"model: &m x\n", 1, "does not change"),
    ("key twice", *AIDER, b"model: a\nmodel: b\n", 2, "appears twice"),
]
