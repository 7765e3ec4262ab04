"""A format that the project does not know becomes known by one folder with its data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from hanging import HANGING_SECONDS
from judges import Judges, agree, check_in_node
from wrong_base_urls import URL, Case

from gateway_docs.dialects import dialect_ids, dialects, model
from gateway_docs.dialects.tokens import most_tokens, used_tokens
from gateway_docs.doctor.assemble import doctor_source
from gateway_docs.facts import FactsError, load_facts
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml

COHERE = """
order: 4
versions: [/v2]
endpoints:
  chat:
    path: '{version}/chat'
    limits: [max_tokens]
    answer:
      id: '{id}'
      finish_reason: COMPLETE
      message: {role: assistant, content: [{type: text, text: '{text}'}]}
      usage: {tokens: {input_tokens: '{input_tokens}', output_tokens: '{output_tokens}'}}
    events:
      - {type: content-delta, delta: {message: {content: {text: '{text}'}}}}
      - {type: message-end, delta: {finish_reason: COMPLETE}}
  embed: {path: '{version}/embed', kind: embedding, answer: {embeddings: {float: [[0.5]]}}}
  models: {method: GET, path: '{version}/models', answer: {models: '{models}'}}
model_entry: {name: '{id}'}
keys: ['Authorization: Bearer', x-client-key]
headers: {Authorization: 'Bearer {key}'}
check:
  endpoint: chat
  body: {model: '{model}', messages: [{role: user, content: Say OK}], max_tokens: 64}
  stream: chat
  stream_body: {stream: true}
  end: message-end
tokens: [input_tokens, output_tokens]
error: {shape: {id: '{request_id}', message: '{message}'}}
hosts: [cohere.com]
words: [cohere, command]
variables: {keys: [CO_API_KEY], base_urls: [CO_API_URL], models: [CO_MODEL]}
"""
VENDOR = {
    "id": "cohere",
    "name": "Cohere",
    "path": "",
    "default_group": "cohere-standard",
    "default_model": "command-a",
    "small_model": "command-a",
    "groups": [{"id": "cohere-standard", "label": "Standard", "multiplier": 1}],
}
MODEL = {"id": "command-a", "vendor": "cohere", "groups": ["cohere-standard"], "context": 256000}
CASES = [
    Case(URL, (), "cohere"),
    Case(f"{URL}/v2", ("extra_version",), "cohere"),
    Case(f"{URL}/v2/v2", ("doubled_version",), "cohere"),
    Case(f"{URL}/v2/chat", ("full_endpoint",), "cohere"),
    Case(f"{URL}/v2/chat", ("full_endpoint",), "openai"),
    Case(f"{URL}/cohere", ("path",), "cohere"),
    Case("https://api.cohere.com/v2", ("vendor_host",), "cohere", seen=False),
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """The demo gateway with a vendor of a fourth dialect."""
    folder = tmp_path_factory.mktemp("dialects")
    for known in dialects():
        shutil.copytree(model.FOLDER / known.id, folder / known.id)
    (folder / "cohere").mkdir()
    (folder / "cohere" / "dialect.yml").write_text(COHERE, "utf-8")
    gateway = read_yaml(ROOT / "gateway.yml")
    gateway["vendors"].append(VENDOR)
    gateway["models"].append({**MODEL, "price": {"input": 2.5, "output": 10}})
    path = folder / "gateway.yml"
    path.write_text(to_yaml(gateway), "utf-8")
    with pytest.raises(FactsError, match="must be 'openai', 'anthropic' or 'gemini'; found 'cohere'"):
        load_facts(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "FOLDER", folder)
        dialects.cache_clear()
        os.utime(path, (1, 1))  # it is read anew
        yield load_facts(path)
    dialects.cache_clear()


@pytest.fixture(scope="module")
def judges(facts):
    with Judges(facts, CASES) as judges:
        yield judges


@pytest.fixture
def post(judges):
    """Asks for a chat at the mock."""

    def post(path="/v2/chat", state="good", headers=None, **body):
        key = judges.gateway.keyring.key("cohere", state=state)
        headers = {"authorization": f"Bearer {key}"} if headers is None else headers
        return judges.client.post(URL + path, json={"model": "command-a", "messages": [], **body}, headers=headers)

    return post


def test_mock_answers(post):
    answer = post()
    assert answer.status_code == 200
    assert answer.json()["message"]["content"] == [{"type": "text", "text": "Hello from Demo Gateway."}]
    assert answer.json()["usage"]["tokens"]["output_tokens"] == 4
    assert used_tokens(answer.content) == answer.json()["usage"]["tokens"]["input_tokens"] + 4


def test_mock_streams(post):
    answer = post(stream=True)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert re.findall(r'"type":"([a-z]+-[a-z]+)"', answer.text) == ["content-delta", "message-end"]


@pytest.mark.parametrize(
    ("asked", "status", "message"),
    [
        ({"state": "disabled"}, 401, "This API key is disabled."),
        ({"headers": {"x-client-key": "sk-test-nobody"}}, 401, "unknown key"),
        ({"headers": {"x-goog-api-key": "x"}}, 401, "sent as x-goog-api-key, which this endpoint does not read."),
        ({"model": "gpt-5.5"}, 404, "gpt-5.5"),
        ({"path": "/chat"}, 404, "The path lacks /v2"),
    ],
)
def test_mock_refuses(post, judges, asked, status, message):
    """In the shape of the dialect, where its headers say that it is spoken."""
    answer = post(**asked)
    assert answer.status_code == status
    assert message in judges.gateway.journal.exchanges[-1].refusal
    if status == 401:
        assert {*answer.json()} == {"id", "message"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_three_agree_on_base_urls(judges, case):
    agree(judges, case)


def test_limit_of_an_answer_is_known():
    assert most_tokens("/v2/chat", b'{"max_tokens": 7}') == 17 + 7
    assert most_tokens("/v2/embed", b"{}") == 2


def test_doctor_finds_and_asks(facts, judges, tmp_path):
    program = tmp_path / "doctor.py"
    program.write_text(doctor_source(facts), "utf-8")
    known = {"CO_API_KEY": judges.gateway.keyring.key("cohere"), "CO_API_URL": URL, "HOME": str(tmp_path)}
    reach = {"HTTPS_PROXY": judges.proxy.url, "SSL_CERT_FILE": str(judges.gateway.ca_file)}
    command = [sys.executable, "-B", str(program), "--lang", "en"]
    told = subprocess.run(
        command, env={**known, **reach}, capture_output=True, encoding="utf-8", timeout=HANGING_SECONDS
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "the key of Cohere may use command-a" in told.stdout and f"command-a answered at {URL}." in told.stdout


def test_check_knows_whose_setting_a_name_is(facts):
    assert dialect_ids()[-1] == "cohere"
    assert check_in_node(facts, [(f"CO_COMMAND_BASE_URL={URL}/v2", {"kind": "file"})]) == [["extra_version"]]
