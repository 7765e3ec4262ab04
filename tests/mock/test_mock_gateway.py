"""The mock as a whole: keys, journal, other facts, and the command."""

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2
import pytest

from gateway_docs import cli
from gateway_docs.facts import load_facts
from gateway_docs.mock import serve
from gateway_docs.mock.answers import Answer, said
from gateway_docs.mock.example import example_json
from gateway_docs.mock.keys import STATES, Keyring
from gateway_docs.project.yaml_files import read_yaml


@pytest.fixture(scope="session")
def other(tmp_path_factory, request):
    """Facts of another operator: other paths, hosts and models, a retired model, one group named like a state."""
    source = read_yaml(request.config.rootpath / "gateway.yml")
    text = (
        json.dumps(source)
        .replace("gateway.example", "ai.example.org")
        .replace("openai-priority", "openai-standard-slow")
    )
    data = json.loads(text)
    for vendor, path in zip(data["vendors"], ("/openai/v1", "/claude", "/gemini"), strict=True):
        vendor["path"] = path
    data["models"][2].update(id="org/gpt:latest", groups=["openai-standard"], state="retired")
    data["models"][1]["state"] = "available"
    path = tmp_path_factory.mktemp("facts") / "gateway.yml"
    path.write_text(json.dumps(data), encoding="utf-8")
    return load_facts(path)


@pytest.fixture(scope="session")
def elsewhere(other, connect):
    with serve(other) as gateway:
        sender = connect(gateway)
        with sender.client:
            sender.client.base_url = other.regions[0].url
            yield sender


def test_other_paths(elsewhere, facts):
    key = elsewhere.gateway.keyring.key
    body = {"model": "gpt-5.5", "input": "say hi"}
    assert elsewhere.send("POST", "/openai/v1/responses", key("openai"), body).status_code == 200
    assert elsewhere.send(
        "GET", "/claude/v1/models", key("anthropic"), headers={"anthropic-version": "2023-06-01"}
    ).is_success
    assert elsewhere.send("GET", f"/gemini/v1beta/models?key={key('gemini')}").is_success
    assert elsewhere.gateway.hosts.isdisjoint(urlsplit(region.url).hostname for region in facts.regions)


@pytest.mark.parametrize(
    ("path", "lacks"),
    [
        ("/v1/responses", "/openai"),
        ("/responses", "/openai/v1"),
        ("/v1/messages", "/claude"),
        ("/openai/responses", "/v1"),
    ],
)
def test_other_hints(elsewhere, path, lacks):
    elsewhere.send("POST", path, json={})
    assert lacks in elsewhere.refusal


def test_retired_model(elsewhere):
    key = elsewhere.gateway.keyring.key("openai")
    answer = elsewhere.send("GET", "/openai/v1/models/org/gpt:latest", key)
    assert answer.status_code == 404
    assert "org/gpt:latest is retired" in elsewhere.refusal
    assert "org/gpt:latest" not in elsewhere.send("GET", "/openai/v1/models", key).text


def test_keys(facts, other):
    keyring = Keyring(facts)
    assert keyring.key("openai") == "sk-test-openai-standard"
    assert keyring.key("openai", state="disabled") == "sk-test-openai-standard-disabled"
    assert keyring.find("sk-test-claude-code-only-cut").state == "cut"
    assert keyring.find("YOUR_OPENAI_KEY") is None
    texts = [key.text for key in Keyring(other)]
    assert len(texts) == len(set(texts)) == len(STATES) * sum(len(vendor.groups) for vendor in other.vendors)


def test_exchange(sender, key, ask):
    before = sender.gateway.journal.exchanges[-1].number if sender.gateway.journal.exchanges else 0
    ask("anthropic", "disabled")
    (exchange,) = sender.gateway.journal.since(before)
    assert (exchange.method, exchange.host, exchange.path) == ("POST", "api.gateway.example", "/v1/messages")
    assert (exchange.vendor, exchange.key_vendor, exchange.key_state) == ("anthropic", "anthropic", "disabled")
    assert (exchange.model, exchange.status) == ("claude-opus-5-5", 401)
    assert exchange.client[1] > 0


def test_at_once(ask):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask("openai"), range(100)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["x-request-id"] for answer in answers}) == 100


def test_hello(sender):
    assert sender.send("HEAD", "/api/hello").status_code == 404
    assert sender.refusal is None


def test_stops(facts, connect):
    with serve(facts) as gateway:
        sender = connect(gateway)
        key = gateway.keyring.key("openai", state="slow")
        body = {"model": "gpt-5.5", "input": "say " + "word " * 50, "stream": True}
        with sender.client.stream(
            "POST", "/v1/responses", json=body, headers={"authorization": f"Bearer {key}"}
        ) as stream:
            next(stream.iter_raw())
    with pytest.raises(httpx2.ConnectError):
        sender.client.get("/v1/models")
    sender.client.close()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("say ok", "ok"),
        ("Say this is a test.", "this is a test"),
        ("Reply with exactly Hello, World!", "Hello, World!"),
        ("Please reply with only: OK", "OK"),
        ("Some context.\nSay ok.", "ok"),
        ("说明。\nsay 你好。", "你好"),
        ('"Say OK"', "OK"),
        ("Say OK\n\nReturn whole files.\n\nReply in English.\n", "OK"),
        ("Context.\nSay OK\nReply in English.", None),
        ("What does the page say about keys?", None),
        ("say", None),
        ("", None),
    ],
)
def test_said(prompt, expected):
    assert said(prompt) == expected


def test_pieces():
    text = "one  two\nthree 四"
    assert "".join(Answer(text, 1, 1).pieces) == text


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "OBJECT", "properties": {"a": {"type": "INTEGER", "minimum": 3}}}, {"a": 3}),
        ({"type": "array", "items": {"enum": ["x", "y"]}, "minItems": 2}, ["x", "x"]),
        ({"$defs": {"a": {"type": "boolean"}}, "anyOf": [{"$ref": "#/$defs/a"}]}, True),
        ({"type": ["string", "null"]}, "hi"),
        ({"type": "INTEGER", "description": "from 1 to 100"}, 1),
        ({"type": "number", "maximum": 0.5}, 0.5),
    ],
)
def test_example(schema, expected):
    assert json.loads(example_json(schema, "hi")) == expected


def test_check(capsys, tmp_path, request):
    assert cli.main(["check", "--facts", str(request.config.rootpath / "gateway.yml")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "OK; see the warnings"
    (tmp_path / "gateway.yml").write_text("name: 5\n", encoding="utf-8")
    assert cli.main(["check", "--facts", str(tmp_path / "gateway.yml")]) == 1
    assert "gateway.yml:1: name:" in capsys.readouterr().err


def test_schema(tmp_path, capsys):
    facts = ["--facts", str(tmp_path / "gateway.yml")]
    assert cli.main(["schema", "--check", *facts]) == 1
    assert "run gateway-docs schema" in capsys.readouterr().err
    assert cli.main(["schema", *facts]) == 0
    assert cli.main(["schema", "--check", *facts]) == 0


def test_mock_command(tmp_path, request):
    command = [
        sys.executable,
        "-m",
        "gateway_docs.cli",
        "mock",
        "--facts",
        str(request.config.rootpath / "gateway.yml"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=request.config.rootpath) as mock:
        head = [line for line in iter(mock.stdout.readline, "Requests (Ctrl-C ends):\n")]
        values = dict(line.removeprefix("export ").strip().split("=", 1) for line in head if line.startswith("export "))
        curl = [
            "curl",
            "-s",
            "-H",
            "authorization: Bearer sk-test-openai-standard-expired",
            "https://api.gateway.example/v1/models",
        ]
        subprocess.run(curl, env={"PATH": "/usr/bin:/bin", **values}, check=True, capture_output=True)
        mock.stdout.readline()
        assert (
            "GET  api.gateway.example/v1/models  expired  -  401  This API key has expired." in mock.stdout.readline()
        )
        mock.send_signal(signal.SIGINT)
        assert mock.stdout.read() == "\n1 requests, 1 refused, 0 attempts at other hosts.\n"
    assert mock.returncode == 0
