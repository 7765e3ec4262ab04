"""Pasted texts and what the check of settings must say of each."""

from __future__ import annotations

import pytest

URL = "https://api.gateway.example"


def case(text, *rules, **about):
    """`rules` are what the check must find, best first; notes that are not named may come as well."""
    return pytest.param(text, list(rules), about, id="-".join([*rules, *about.values()]))


URLS = [
    case(f"{URL}/v1", "url_right"),
    case(f"{URL}/v1/", "url_right", client="codex"),
    case(URL, "url_right", client="claude-code"),
    case("https://eu.api.gateway.example/v1", "url_right", "other_region", client="codex"),
    case(f"{URL}/v1", "url_right", "other_region", client="codex", region="asia"),
    case(URL, "missing_version", client="codex"),
    case(f"{URL}/v1", "extra_version", client="claude-code"),
    case(f"{URL}/v1beta", "extra_version", client="gemini-sdk"),
    case(f"{URL}/v1/v1", "doubled_version", client="codex"),
    case(f"{URL}/v1/v1", "doubled_version"),
    case(f"{URL}/v1/chat/completions", "full_endpoint", client="openai-sdk"),
    case(f"{URL}/v1/messages", "full_endpoint"),
    case(f"{URL}/v1beta/models/gemini-3.8-flash:generateContent", "full_endpoint"),
    case(f"{URL}/openai", "path", client="codex"),
    case("http://api.gateway.example/v1", "http", client="codex"),
    case("api.gateway.example/v1", "no_scheme", client="codex"),
    case("https:/api.gateway.example/v1", "slashes", client="codex"),
    case("127.0.0.1:4000", "no_scheme", "local"),
    case("htps://api.gateway.example/v1", "scheme", client="codex"),
    case("https://console.gateway.example", "console"),
    case("https://docs.gateway.example/clients/", "site"),
    case("https://api.openai.com/v1", "vendor_host"),
    case("https://generativelanguage.googleapis.com", "vendor_host"),
    case("http://localhost:4000/v1", "local"),
    case("https://api.gateway.exmaple/v1", "host_typo"),
    case("https://api.other.test/v1", "unknown_host"),
    case(f"{URL}:8443/v1", "port", client="codex"),
    case(f"{URL}/v1?key=1", "query", client="codex"),
    case(f" {URL}/v1", "spaces", client="codex"),
    case(f'"{URL}/v1"', "quotes", client="codex"),
    case(f"{URL}/v1\n", "url_right", client="codex"),
    case(f"{URL}\u200b/v1", "invisible", client="codex"),
    case("https：//api.gateway.example/v1", "full_width", client="codex"),
    case("“https://api.gateway.example/v1”", "curly_quotes", "quotes", client="codex"),
]
KEYS = [
    case("sk-abcdxxxxxxxxwxyz", "key_shape"),
    case("sk-abcd…wxyz", "key_shape"),
    case("YOUR_OPENAI_KEY", "placeholder"),
    case("<your key>", "placeholder", kind="key"),
    case("你的密钥", "placeholder"),
    case("sk-abcd xxxxxxxx wxyz", "inner_space", kind="key"),
    case("sk-abcdxxxxxxxxwxyz\n\n", "newline", kind="key"),
    case(" sk-abcdxxxxxxxxwxyz", "spaces"),
    case("'sk-abcdxxxxxxxxwxyz'", "quotes"),
    case("sk-abcd\u200bxxxxxxxxwxyz", "invisible"),
    case("ｓｋ-abcdxxxxxxxxwxyz", "full_width", kind="key"),
    case("sk–abcdxxxxxxxxwxyz", "dashes", kind="key"),
    case("Bearer sk-abcdxxxxxxxxwxyz", "inner_space", "bearer"),
    case("sk-ant-api03-xxxxxxxxxxxx", "key_of_vendor"),
    case("sk-аbcdxxxxxxxxwxyz", "odd_characters"),
    case("sk-abc", "short_key"),
    case("sk-test-openai-standard-0123", "key_shape", "whole_key"),
]
MODELS = [
    case("gpt-5.5", "model_right"),
    case("gpt-5.5 ", "spaces"),
    case("GPT-5.5", "model_typo"),
    case("gpt-55", "model_typo"),
    case("gpt5.5", "model_typo"),
    case("gpt5.5", "model_typo", client="codex"),
    case("claude4.5", "unknown_model"),
    case("gemini3.8-flash", "model_typo"),
    case("claude-opus-5-5", "model_of_vendor", client="codex"),
    case("openai/gpt-5.5", "model_prefix"),
    case("claude-sonnet-4-5", "deprecated"),
    case("text-embedding-3-small", "embedding"),
    case("gpt-4o-turbo-x", "unknown_model"),
    case("old-1", "retired", kind="model"),
]
GOOD_TOML = (
    'model = "gpt-5.5"\nmodel_provider = "gateway"\n\n'
    f'[model_providers.gateway]\nname = "Gateway"\nbase_url = "{URL}/v1"\nenv_key = "GATEWAY_API_KEY"\n'
)
GOOD_JSON = """{
  "env": {
    "ANTHROPIC_BASE_URL": "https://api.gateway.example",
    "ANTHROPIC_AUTH_TOKEN": "sk-abcdxxxxxxxxwxyz"
  }
}"""
CURL = f"""curl --silent --show-error --fail-with-body {URL}/v1/chat/completions \\
  --header "Authorization: Bearer $OPENAI_API_KEY" \\
  --data '{{"model": "gpt-5.5", "messages": [{{"role": "user", "content": "Say OK"}}]}}'"""
FILES = [
    case(GOOD_TOML, "model_right", "url_right", client="codex"),
    case(GOOD_TOML, "read_as", "model_right", "url_right"),
    case(
        '{"providers": {"google": {"models": []}}, "model": "gpt-5.5"}',
        "unknown_instead",
        client="openclaw",
        kind="file",
    ),
    case(GOOD_TOML + 'wire_api = "chat"\n', "removed_instead", client="codex"),
    case(GOOD_TOML + 'wire_api = "chat"\n', "removed_instead"),
    case("disable_response_storage = true\n" + GOOD_TOML, "removed", "url_right", "model_right", client="codex"),
    case(f'export OPENAI_BASE_URL="{URL}/v1"', "ignored_instead", client="codex"),
    case(GOOD_TOML.replace("\n\n[", '\n\n[x]\nmodel_provider = "y"\n['), "misplaced", "not_known", client="codex"),
    case(GOOD_TOML.replace('"gpt-5.5"', "gpt-5.5"), "toml_unquoted", client="codex"),
    case(GOOD_TOML.replace("=", ":", 1), "toml_colon", client="codex"),
    case(GOOD_TOML.replace("gateway]", "gateway"), "toml_table", client="codex"),
    case(GOOD_TOML.replace('"gpt-5.5"', '"gpt-5.5",'), "toml_comma", client="codex"),
    case(GOOD_TOML + f'base_url = "{URL}/v1"\n', "twice", client="codex"),
    case(GOOD_TOML.replace("GATEWAY_API_KEY", "sk-abcdxxxxxxxxwxyz"), "env_key_value", client="codex"),
    case(GOOD_JSON, "url_right", "key_shape", client="claude-code"),
    case(GOOD_JSON.replace('wxyz"', 'wxyz",'), "json_trailing_comma", client="claude-code"),
    case(GOOD_JSON.replace('",\n', '"\n'), "json_missing_comma", client="claude-code"),
    case(GOOD_JSON.replace("{\n", "{ // mine\n", 1), "json_comment", client="claude-code"),
    case(GOOD_JSON[:-1], "json_unclosed", client="claude-code"),
    case(GOOD_JSON.replace('"env"', "env"), "json_unquoted", client="claude-code"),
    case(
        GOOD_JSON.replace("wxyz", 'wxyz",\n    "ANTHROPIC_API_KEY": "sk-abcdxxxxxxxxwxyz'),
        "conflict_instead",
        client="claude-code",
    ),
    case(GOOD_JSON.replace(URL, f"{URL}/v1"), "extra_version", client="claude-code"),
    case(GOOD_JSON.replace("sk-abcdxxxxxxxxwxyz", "YOUR_ANTHROPIC_KEY"), "placeholder", client="claude-code"),
    case(GOOD_JSON.replace('"ANTHROPIC_BASE_URL"', "“ANTHROPIC_BASE_URL”"), "curly_quotes", client="claude-code"),
    case(f"export ANTHROPIC_BASE_URL = {URL}", "env_spaces", client="claude-code"),
    case(f'$env:ANTHROPIC_BASE_URL = "{URL}/v1"', "extra_version", client="claude-code"),
    case(f'$env:OPENAI_BASE_URL="{URL}/v1"', "url_right", client="openai-sdk"),
    case('$env:OPENAI_API_KEY="sk-abcdxxxxxxxxwxyz"', "key_shape", "missing_url"),
    case(CURL, "model_right"),
    case(CURL, "model_right", client="curl"),
    case(f'export OPENAI_API_KEY="sk-abcdxxxxxxxxwxyz"\n{CURL}', "key_shape", client="curl"),
    case(CURL.replace("api.gateway", "api.gatewya"), "host_typo"),
    case(
        f'cline auth -p openai -k "$OPENAI_API_KEY" -b "{URL}/v1" -m gpt-5.5',
        "url_right",
        "model_right",
        client="cline",
    ),
    case(f'cline auth -p openai -k "$OPENAI_API_KEY" -b "{URL}" -m gpt-5.5', "missing_version", client="cline"),
    case(
        f"ANTHROPIC_BASE_URL={URL}/v1\nANTHROPIC_MODEL=gpt-5.5",
        "extra_version",
        "model_of_vendor",
        client="claude-code",
    ),
    case(f'set ANTHROPIC_BASE_URL="{URL}"', "cmd_quotes", client="claude-code"),
    case('client = OpenAI(\n    base_url="http://api.gateway.example/v1",\n)', "http", client="openai-sdk"),
    case("base_url:https://x.example\nmodel:gpt-5.5", "unknown_host", kind="file"),
    # Of what stands in a command, only what its name calls an address is one.
    case(f"tool --repository https://git.example/x --base-url {URL}/v1", "url_right"),
    case("tool --repository https://git.example/x --base-url models/list", "no_url"),
    # Docker keeps quotes in a list of Compose and for `docker run`; elsewhere a shell takes them away.
    case(f'services:\n  web:\n    environment:\n      - OPENAI_BASE_URL="{URL}/v1"', "docker_quotes"),
    case(f'docker run --env-file .env web\nOPENAI_BASE_URL="{URL}/v1"', "docker_quotes"),
    case(
        f'job:\n  script:\n    - OPENAI_BASE_URL="{URL}/v1"\n    - OPENAI_API_KEY="sk-abcdefgh1234"',
        "url_right",
        "key_shape",
    ),
    case(f"git clone --depth 1 https://git.example/x\nexport OPENAI_BASE_URL={URL}/v1", "url_right"),
    case(f'docker run -e OPENAI_BASE_URL="{URL}/v1" web', "url_right"),
    case(f'services:\n  web:\n    environment:\n      OPENAI_BASE_URL: "{URL}/v1"', "url_right"),
    case(f'# OPENAI_API_KEY="x"\n# OPENAI_BASE_URL="{URL}/v1"', "in_comment", kind="file"),
    # Two words apart from each other are two pieces, as far as a comma between them goes.
    case(
        f'"env": {{ "ANTHROPIC_BASE_URL": "{URL}" }}\nAnd my other file has this:\n"preset": "x"',
        "url_right",
        client="claude-code",
    ),
]
ERRORS = [
    case("unexpected status 401 Unauthorized: Incorrect API key", "error-401"),
    case("You can find your API key at https://platform.openai.com/account/api-keys. 401", "base-url-not-used"),
    case(
        "litellm.AuthenticationError: Incorrect API key. You can find your API key at "
        "https://platform.openai.com/account/api-keys. 401 Unauthorized",
        "error-401",
    ),
    case("503 No available channel for model gpt-5.5 under group default (distributor)", "model-not-found"),
    case("403 用户额度不足, 剩余额度: ＄0.000000", "insufficient-balance", kind="error"),
    case("模型不存在", "model-not-found"),
    case("错误：模型不存在", "model-not-found"),
    case("curl: (6) Could not resolve host: api.gateway.example", "network"),
    case("ERROR: stream disconnected before completion", "stream-cut"),
    case("something nobody has seen", "unknown_error", kind="error"),
    # What was asked shows the cause, whosever address it is.
    case("404 Not Found: POST https://llm.example/chat/completions", "error-404", "asked_bare", kind="error"),
    case("404 There is nothing at POST /v1/v1/messages.", "error-404", "asked_twice", kind="error"),
    case("404 POST https://llm.example/v1/chat/completions", "error-404", kind="error"),
    case(
        '"message": "Invalid URL (POST /v1/chat/completions/chat/completions)"',
        "error-404",
        "asked_twice",
        kind="error",
    ),
]
