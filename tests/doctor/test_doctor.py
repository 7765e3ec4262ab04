"""What doctor.py finds, in every fault that the atlas knows and in what the FAQ's checklist names."""

from __future__ import annotations

import ast
import json

import pytest

from gateway_docs.dialects import dialect
from gateway_docs.doctor.assemble import FOLDER, doctor_source
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.reader.faults import FAULTS, Setting
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.placeholders import fill

URL = "https://api.gateway.example/v1"
#: Fault -> the topic that the report must lead to. A fault that is not here fails, so that none is forgotten.
EXPECTED = {
    "cut-stream": "stream-cut",
    "disabled-key": "error-401",
    "doubled-v1": "error-404",
    "full-endpoint": "error-404",
    "html": "html-response",
    "key-newline": "whitespace-in-key",
    "key-not-set": "env-not-seen",
    "key-space": "whitespace-in-key",
    "missing-v1": "error-404",
    "model-outside-group": "model-not-found",
    "no-balance": "insufficient-balance",
    "other-login": "login-conflict",
    "other-vendor-key": "wrong-vendor-key",
    "overloaded": "error-5xx",
    "plain-http": "network",
    "rate-limited": "error-429",
    "rate-limited-bare": "error-429",
    "unavailable": "error-5xx",
    "unknown-model": "model-not-found",
    "unreachable": "network",
    "untrusted-certificate": "tls-certificate",
    "wrong-key": "error-401",
}


def variables(facts, keyring, vendor_id, fault=None):
    """The variables of a reader who sets base URL, key and model of a vendor, with one mistake."""
    names = dialect(vendor_id).variables
    setting = Setting(facts, facts.vendor(vendor_id), keyring, facts.base_url(facts.vendor(vendor_id)))
    written = {
        names.base_urls[0]: setting.base_url,
        names.keys[0]: setting.vendor.key,
        names.models[0]: setting.vendor.default_model,
    }
    found = {}
    for name, value in written.items():
        text = FAULTS[fault].apply(_fence(value), setting) if fault else fill(value, lambda _: setting.key())
        if text:
            found[name] = text
    return found


def _fence(text: str) -> Fence:
    example = type("Example", (), {"source": text, "start_line": 1})
    return Fence(example, "bash", None, text)


@pytest.mark.parametrize("vendor", ["openai", "anthropic", "gemini"])
def test_right_settings(run, facts, gateway, vendor):
    told = run(variables(facts, gateway.keyring, vendor))
    assert told.bad() == []
    assert told.status == 0
    assert told.report["works"] is True
    assert told.report["requests"][0]["model"] == facts.vendor(vendor).default_model


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_found(run, facts, gateway, tmp_path, fault):
    if fault == "other-login":
        (tmp_path / ".codex").mkdir()
        (tmp_path / ".codex/auth.json").write_text("{}")
        told = run(variables(facts, gateway.keyring, "openai"))
    else:
        told = run(variables(facts, gateway.keyring, "openai", fault), without=FAULTS[fault].without)
    assert told.status == 1
    assert EXPECTED[fault] in told.topics()


@pytest.mark.parametrize("vendor", ["anthropic", "gemini"])
@pytest.mark.parametrize(
    "fault", ["cut-stream", "doubled-v1", "html", "other-vendor-key", "unknown-model", "wrong-key"]
)
def test_faults_of_other_vendors(run, facts, gateway, vendor, fault):
    told = run(variables(facts, gateway.keyring, vendor, fault))
    assert told.status == 1
    assert EXPECTED[fault] in told.topics()


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://api.gateway.example", "url_missing_version"),
        (f'"{URL}"', "url_quoted"),
        (f"{URL} ", "url_letter"),
        (f"{URL}\u200b", "url_letter"),
        ("https：//api.gateway.example/v1", "url_letter"),
    ],
)
def test_wrong_base_url(run, facts, gateway, url, found):
    """Of the rest, tests/dialects/test_wrong_base_urls.py asks without a process for each."""
    told = run({**variables(facts, gateway.keyring, "openai"), "OPENAI_BASE_URL": url})
    assert told.bad() == [found]
    assert "https://api.gateway.example/v1" in told.output
    assert told.status == 1


@pytest.mark.parametrize(
    "url", [URL, f"{URL}/", "https://eu.api.gateway.example/v1", "https://API.gateway.example:443/v1"]
)
def test_right_base_url(run, facts, gateway, url):
    told = run({**variables(facts, gateway.keyring, "openai"), "OPENAI_BASE_URL": url})
    assert told.status == 0
    assert told.report["requests"][0]["base_url"] == url.rstrip("/").replace("API", "api").replace(":443", "")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda key: f" {key}", "key_letter"),
        (lambda key: f"{key}\n", "key_letter"),
        (lambda key: f"{key}\ufeff", "key_letter"),
        (lambda key: key.replace("-", "－", 1), "key_letter"),
        (lambda key: f'"{key}"', "key_quoted"),
        (lambda key: f"“{key}”", "key_quoted"),
        (lambda key: f"Bearer {key}", "key_bearer"),
        (lambda key: "YOUR_OPENAI_KEY", "key_placeholder"),
        (lambda key: "", "key_empty"),
    ],
)
def test_wrong_key(run, gateway, change, found):
    told = run({"OPENAI_API_KEY": change(gateway.keyring.key("openai"))})
    assert found in told.bad()
    assert told.status == 1


def test_no_key_leaves_the_report(run, facts, gateway):
    for state in ("good", "disabled", "html"):
        key = gateway.keyring.key("openai", state=state)
        for arguments in (["--json"], ["--lang", "zh"], ["--lang", "en"]):
            output = run({"OPENAI_API_KEY": key}, *arguments).output
            assert key not in output
            assert f"{key[:3]}…{key[-4:]}" in output


def test_key_goes_to_documented_hosts_alone(run, facts, gateway, proxy):
    before = len(proxy.attempts)
    run({"OPENAI_API_KEY": gateway.keyring.key("openai"), "OPENAI_BASE_URL": "https://api.gateway.exmaple/v1"})
    run({"OPENAI_API_KEY": gateway.keyring.key("openai"), "OPENAI_BASE_URL": "http://api.gateway.example/v1"})
    attempts = proxy.attempts[before:]
    assert attempts
    assert all(attempt.allowed for attempt in attempts)


def test_two_keys(run, facts, gateway):
    settings = variables(facts, gateway.keyring, "anthropic")
    told = run({**settings, "ANTHROPIC_API_KEY": gateway.keyring.key("anthropic")})
    assert told.bad() == ["two_keys"]
    assert told.status == 1


@pytest.mark.parametrize(
    ("line", "found"), [("export OPENAI_API_KEY=x", "not_seen"), ("OPENAI_API_KEY=x", "not_exported")]
)
def test_start_files(run, tmp_path, line, found):
    (tmp_path / ".zshrc").write_text(f"# mine\n{line}\n")
    told = run({})
    assert found in told.bad()
    assert "~/.zshrc" in told.output
    assert told.status == 1


def test_proxies_that_differ(run, gateway):
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai"), "https_proxy": "http://127.0.0.1:9"})
    assert "two_proxies" in told.bad()


def test_limited_group(run, gateway):
    told = run({"ANTHROPIC_AUTH_TOKEN": gateway.keyring.key("anthropic", "claude-code-only")})
    assert told.status == 1
    assert "error-403" in told.topics() or "client-not-allowed" in told.topics()


def test_nothing_set(run):
    told = run({})
    assert (told.status, told.bad()) == (1, ["no_key"])


def test_without_request(run, facts, gateway):
    before = len(gateway.journal.exchanges)
    told = run(variables(facts, gateway.keyring, "openai"), "--json", "--no-request")
    assert (told.status, told.bad()) == (2, [])
    assert {exchange.method for exchange in gateway.journal.exchanges[before:]} == {"GET"}


@pytest.mark.parametrize(
    ("arguments", "lang", "begins"),
    [
        ((), "zh_CN.UTF-8", "Demo Gateway 诊断报告"),
        ((), "de_DE.UTF-8", "Doctor of Demo Gateway"),
        (("--lang", "en"), "zh_CN.UTF-8", "Doctor of Demo Gateway"),
    ],
)
def test_language(run, gateway, arguments, lang, begins):
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai"), "LANG": lang}, *(arguments or ("--no-request",)))
    assert told.output.startswith(begins)


#: The first of each.
FILES = {file["client"]: file["path"] for file in reversed(read_yaml(FOLDER / "settings.yml")["files"])}
CLIENTS = [client for client in FILES if (ROOT / "docs/en/clients" / f"{client}.md").exists()]


def texts_of(client: str, gateway, source) -> list[str]:
    """What the tabs of a client's guide tell to save in its settings file, with a key in place."""
    fences = source.read(ROOT / "docs/en/clients" / f"{client}.md").fences
    return [fill(fence.source, gateway.keyring.key) for fence in fences if fence.title == FILES[client]]


def save(home, client: str, text: str) -> None:
    place = home / FILES[client].removeprefix("~/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")


@pytest.mark.parametrize("client", CLIENTS)
def test_files_of_guides_are_read(run, facts, gateway, source, tmp_path, client):
    variable = {"GATEWAY_API_KEY": gateway.keyring.key("openai")} if client in ("codex", "opencode") else {}
    texts = texts_of(client, gateway, source)
    assert texts
    for text in texts:
        save(tmp_path, client, text)
        told = run(variable)
        assert (told.bad(), told.status) == ([], 0)
        assert not any(finding["id"].startswith("not_known") for finding in told.report["findings"] if "id" in finding)
        assert any(FILES[client] in finding["text"] for finding in told.report["findings"])
        named = {model.id for model in facts.models if model.id in text}
        assert not named or named & {request["model"] for request in told.report["requests"]}


@pytest.mark.parametrize(
    ("client", "vendor", "right", "wrong", "found"),
    [
        ("opencode", "anthropic", "example/v1", "example", "url_missing_version"),
        ("opencode", "openai", "example/v1", "example/v1/v1", "url_doubled_version"),
        ("openclaw", "anthropic", "gateway.example", "gateway.example/v1", "url_extra_version"),
        ("openclaw", "gemini", "example/v1beta", "example", "url_missing_version"),
        ("cline", "gemini", "example/v1beta", "example/v1beta/v1beta", "url_doubled_version"),
        ("cline", "anthropic", "https:", "http:", "url_http"),
        ("qwen-code", "openai", "example/v1", "example/v1/chat/completions", "url_full_endpoint"),
    ],
)
def test_wrong_base_url_in_a_file(run, facts, gateway, source, tmp_path, client, vendor, right, wrong, found):
    model = facts.vendor(vendor).default_model
    (text,) = (text for text in texts_of(client, gateway, source) if model in text and "{env:" not in text)
    before, address, after = text.partition("https://api.gateway.example")
    save(tmp_path, client, before + (address + after).replace(right, wrong, 1))
    told = run({})
    assert told.bad() == [found]
    assert "error-404" in told.topics() or found == "url_http"


def test_variable_that_a_file_names(run, gateway, source, tmp_path):
    (text,) = (text for text in texts_of("opencode", gateway, source) if "{env:GATEWAY_API_KEY}" in text)
    save(tmp_path, "opencode", text)
    assert "variable_missing" in run({}).bad()


@pytest.mark.parametrize(
    ("client", "text"),
    [
        (
            "opencode",
            '{"provider": {"g": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "U", "apiKey": "K"}}}}',
        ),
        (
            "qwen-code",
            '{"env": {"MY_KEY": "K"}, "security": {"auth": {"selectedType": "openai"}}, '
            '"modelProviders": {"openai": [{"id": "gpt-5.5", "envKey": "MY_KEY", "baseUrl": "U"}]}}',
        ),
    ],
)
def test_key_that_a_file_holds_is_found(run, gateway, tmp_path, client, text):
    """Of the only provider where nothing chooses, and in the file's own variables."""
    save(tmp_path, client, text.replace('"U"', f'"{URL}"').replace('"K"', f'"{gateway.keyring.key("openai")}"'))
    told = run({})
    assert not {"no_key", "key_not_set", "variable_missing"} & set(told.bad())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[]", []),
        ('"x"', []),
        ('{"model": 5}', ["must_be_text"]),
        ('{"model": "gateway/x", "provider": {"gateway": []}}', ["must_be_object"]),
    ],
)
def test_settings_of_another_shape(run, gateway, tmp_path, text, found):
    save(tmp_path, "opencode", text)
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai")})
    assert told.bad() == found


def test_settings_that_codex_lacks(run, gateway, tmp_path):
    """What else may be said: tests/tools/test_published_settings.py."""
    text = f'''model_provider = "g"
notify = "say done"
max_output = 5
tools = [ # several lines
  "env_kye=1",
]
[model_providers.g]
name = "G"
base_url = "{URL}"
env_kye = "K"
requires_openai_auth = true
sandbox_mode = "read-only"
'''
    save(tmp_path, "codex", text)
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai")})
    said = [one["text"].partition(": ")[2] for one in told.report["findings"] if "config.toml: " in one.get("text", "")]
    assert [text for text in said if "env_kye" in text] == ["the tool does not read env_kye there. Write env_key."]
    assert any("notify must be a list" in text for text in said)
    assert any("no setting max_output there, so" in text for text in said)
    assert any("no setting sandbox_mode there. It belongs to sandbox_mode" in text for text in said)


def test_second_file_of_gemini_cli(run, gateway, tmp_path):
    (tmp_path / ".gemini").mkdir()
    file = tmp_path / ".gemini/settings.json"
    file.write_text('{// mine\n"security": {"auth": {"selectedType": "gemini-api-key"}}, "ui": {"theme": "x"}}')
    assert run({"GEMINI_API_KEY": gateway.keyring.key("gemini")}).bad() == []
    file.write_text('{"security": {"auth": {"selectedType": "oauth-personal"}}, "theme": "x", "uii": {}}')
    told = run({"GEMINI_API_KEY": gateway.keyring.key("gemini")})
    assert sorted(told.bad()) == ["not_read", "structure"]
    assert "no setting theme there. It belongs to ui.theme." in told.output


def test_toml_that_codex_refuses(run, gateway, tmp_path):
    save(tmp_path, "codex", 'model = "gpt-5.5"\nname = “G”\n')
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai")})
    assert "line 2 is not TOML" in told.output
    assert told.bad() == ["file_broken"]


def test_broken_settings_file(run, tmp_path, gateway):
    (tmp_path / ".claude").mkdir()
    (tmp_path / ".claude/settings.json").write_text('{"env": {"ANTHROPIC_BASE_URL": "https://api.gateway.example",}}')
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai")})
    assert "file_broken" in told.bad()


OPENCODE = (
    '{"model": "%s", "provider": {"g": {"npm": "@ai-sdk/openai-compatible", "models": {"gpt-5.5": {}}, '
    '"options": {"baseURL": "U"}}}}'
)


@pytest.mark.parametrize(
    ("client", "text", "says"),
    [
        ("codex", f'model = "gpt-5.5"\nbase_url = "{URL}"\n', "model_providers"),
        (
            "codex",
            'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "U"\nrequires_openai_auth = false\n',
            "No key is sent",
        ),
        (
            "codex",
            'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "U"\nrequires_openai_auth = true\n',
            None,
        ),
        (
            "codex",
            'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "U"\nhttp_headers = { a = "b" }\n',
            None,
        ),
        (
            "codex",
            'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "U"\n'
            'http_headers = { "User-Agent" = "b" }\n',
            "No key is sent",
        ),
        ("claude-code", '{"ANTHROPIC_BASE_URL": "https://api.gateway.example"}', "only inside env"),
        ("claude-code", '{"disableExperimentalBetas": true}', "CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS"),
        (
            "opencode",
            '{"provider": {"g": {"npm": "x", "baseURL": "https://api.gateway.example/v1"}}}',
            "options.baseURL",
        ),
        ("openclaw", '{"models": {"providers": {"g": {"models": []}}}}', "The provider g has no baseUrl"),
        ("qwen-code", '{"modelProviders": {"openai": []}}', "selectedType"),
        (
            "codex",
            'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "U"\nenv_key = "K"\n'
            'wireApi = "responses"\n',
            "the tool does not read wireApi there. Write wire_api",
        ),
        ("claude-code", '{"forceLoginMethod": "console"}', "login at the vendor"),
        ("claude-code", '{"routing": {"apiBaseUrl": "U"}}', "no address in this place"),
        ("claude-code", '{"routing": {"apiBaseUrl": "https://elsewhere.example/v1"}}', None),
        (
            "codex",
            'model_provider = "g"\n[model_providers.h]\nname = "H"\nbase_url = "U"\nenv_key = "K"\n',
            "chooses the provider g",
        ),
        ("opencode", OPENCODE % "gpt-5.5", "the name of the provider before the model: g/gpt-5.5"),
        ("opencode", OPENCODE % "g/GPT-5.5", "the provider lists gpt-5.5, not GPT-5.5"),
        ("opencode", OPENCODE % "g/gpt-6", "gpt-6 is not among the models"),
        ("opencode", OPENCODE % "g/gpt-5.5", None),
        ("opencode", OPENCODE % "anthropic/claude-sonnet-5", None),
    ],
)
def test_file_that_its_client_reads_otherwise(run, gateway, tmp_path, client, text, says):
    save(tmp_path, client, text.replace('"U"', f'"{URL}"'))
    told = run({"OPENAI_API_KEY": gateway.keyring.key("openai")})
    ids = ("structure", "not_read", "needs_provider", "provider_missing", "model_unlisted", "model_spelt")
    found = [one["text"] for one in told.report["findings"] if one.get("id") in ids]
    assert any(says in text for text in found) if says else found == []


def test_codex_with_key_for_name(run, tmp_path, gateway):
    key = gateway.keyring.key("openai")
    (tmp_path / ".codex").mkdir()
    (tmp_path / ".codex/config.toml").write_text(
        f'model_provider = "g"\n[model_providers.g]\nname = "G"\nbase_url = "{URL}"\nenv_key = "{key}"\n'
    )
    told = run({})
    assert "key_for_name" in told.bad()
    assert key not in told.output


def test_no_name_means_two_things(program):
    """Modules with names of their own became one."""
    body = ast.parse(program.read_text("utf-8")).body
    names = [node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    names += [target.id for node in body if isinstance(node, ast.Assign) for target in node.targets]
    names += [node.target.id for node in body if isinstance(node, ast.AnnAssign)]
    assert sorted(names) == sorted(set(names))


def test_runs_on_python_3_8(program):
    tree = ast.parse(program.read_text("utf-8"), feature_version=(3, 8))
    newer = {"removeprefix", "removesuffix", "tomllib", "zoneinfo", "graphlib"}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert (names | modules) & newer == set()
    unions = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)]
    in_annotations = {
        id(part)
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if annotation is not None
        for part in ast.walk(annotation)
    }
    assert [ast.unparse(node) for node in unions if id(node) not in in_annotations] == []


def test_words_are_complete():
    english, chinese = (read_yaml(FOLDER / "words" / f"{name}.yml") for name in ("en", "zh"))
    assert list(english) == list(chinese)
    fields = lambda text: sorted(part.partition("}")[0] for part in text.split("{")[1:])  # noqa: E731
    assert {name: fields(text) for name, text in english.items()} == {n: fields(t) for n, t in chinese.items()}


def test_other_gateway_has_nothing_of_the_demo():
    facts = load_facts(ROOT / "tests/site/other-gateway.yml")
    source = doctor_source(facts)
    compile(source, "doctor.py", "exec")
    assert "gateway.example" not in source
    assert "north.polar.test" in source
    assert json.dumps(facts.name)[1:-1] in source
