"""pytest --live --answers: what a gateway answers otherwise than its software's file says, with the lines to change."""

from __future__ import annotations

import re
import ssl
from contextlib import contextmanager

import httpx
import pytest
from hanging import HANGING_SECONDS
from live_gateway import REAL_KEY, stand_in
from test_live import run as pytest_live

from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.mock import serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import parse_yaml, to_yaml
from gateway_docs.relay.addresses import compare_addresses
from gateway_docs.relay.answers import ask, run, write
from gateway_docs.relay.profile import Differences, differences
from gateway_docs.relay.said import Heard
from gateway_docs.software import Software, software, software_ids
from gateway_docs.software.load import changed_by

KEPT = {"DISABLED": "disabled", "EXPIRED": "expired", "EMPTY": "no-balance", "RATED": "rate-limited"}


@pytest.fixture(scope="module")
def heard(facts):
    """What the mock answers as each software does, asked once."""
    answers = {}

    def heard(id_):
        if id_ not in answers:
            answers[id_] = asked(facts.model_copy(update={"software": id_}), id_)
        return answers[id_]

    return heard


def asked(facts, id_):
    with asking(facts, id_) as (own, keys, client):
        found, unheard = ask(facts, own, keys, client, Scrubber(keys.values()))
        assert not unheard
        return found


@contextmanager
def asking(facts, id_):
    with serve(facts) as mock, ForwardProxy(mock.hosts, mock.port) as proxy:
        offered = [vendor.id for vendor in facts.vendors][: 1 if id_ == "one-api" else None]
        keys = {(one, ""): mock.keyring.key(one) for one in offered}
        keys |= {(one, name): mock.keyring.key(one, state=state) for one in offered for name, state in KEPT.items()}
        keys["openai", "LIMITED"] = mock.keyring.key("openai")
        trust = ssl.create_default_context(cafile=str(mock.ca_file))
        with httpx.Client(proxy=proxy.url, verify=trust, timeout=HANGING_SECONDS) as client:
            yield software(id_), keys, client


def changed(id_, lines):
    """The file with other lines: the gateway that answers as it was then differs in them."""
    return Software.model_validate(changed_by(software(id_).model_dump(exclude_unset=True), lines))


def found(heard, id_, lines):
    return differences(changed(id_, {"refusals": lines}), heard(id_))


@pytest.mark.parametrize("id_", software_ids())
def test_gateway_as_its_file_says(heard, id_):
    """Every shape, type, code and text that a file can say is read back from the answer."""
    told = differences(software(id_), heard(id_))
    assert (told.told, told.lines) == ([], {})
    assert len(heard(id_)) > (14 if id_ == "one-api" else 45)


def test_what_is_dear_is_asked(heard):
    refusals = {question.refusal for question, _ in heard("sub2api")}
    assert {"too-large", "rate-limited"} <= refusals
    told = found(heard, "sub2api", {"too-large": {"status": 400}, "rate-limited": {"status": 503}})
    said = {name: line["status"] for name, line in told.lines["refusals"].items()}
    assert said == {"too-large": 413, "rate-limited": 429}


def addresses(facts, id_, **lines):
    """What differs of a gateway whose file has these lines otherwise."""
    named, differing = facts.model_copy(update={"software": id_}), Differences()
    with asking(named, id_) as (own, keys, client):
        changed = own.model_copy(update=lines)
        asked = compare_addresses(named, changed, keys, client, Scrubber(keys.values()), differing)
    assert len(asked) == (2 if id_ == "one-api" else 6)
    return differing


@pytest.mark.parametrize("id_", software_ids())
def test_addresses_as_its_file_says(facts, id_):
    told = addresses(facts, id_)
    assert (told.told, told.lines) == ([], {})


def test_other_addresses(facts):
    told = addresses(facts, "litellm", gemini_versions=["/v1beta", "/v1"], serves_also={}, console="^/chat")
    assert told.told[0] == "/chat/completions: a web page in the file, an answer from the gateway"
    assert told.lines["serves_also"] == {r"^/chat/completions$": "/v1/chat/completions"}
    assert told.lines["gemini_versions"] == ["/v1beta"]


def test_one_status(heard):
    told = found(heard, "litellm", {"no-balance": {"status": 402}})
    assert told.told == [
        f"no-balance, {one}: status: 402 in the file, 422 from the gateway" for one in ("openai", "anthropic", "gemini")
    ]
    assert told.lines == {"refusals": {"no-balance": {"source": "run", "status": 422}}}


def test_one_protocol(heard):
    told = found(heard, "sub2api", {"expired-key": {"by": {"gemini": {"status": 418}}}})
    assert told.told == ["expired-key, gemini: status: 418 in the file, 401 from the gateway"]
    assert told.lines["refusals"]["expired-key"] == {"source": "run", "by": {"gemini": {"status": 401}}}


def test_words_with_names_in_place_of_values(heard):
    told = found(heard, "new-api", {"unknown-model": {"message": {"en": "No such model"}}})
    said = told.lines["refusals"]["unknown-model"]["by"]
    assert {text["message"]["en"].replace(dialect, "VENDOR") for dialect, text in said.items()} == {
        f"No available channel for model {{model}} under group {group} (distributor) (request id: {{request_id}})"
        for group in ("VENDOR-standard", "claude-standard")
    }


def test_hash_of_a_key_is_not_written_down(heard):
    """LiteLLM says the hash of the key that it limits: in a file it stands by name, for whoever reads."""
    told = found(heard, "litellm", {"rate-limited": {"message": "Slow down"}})
    written = to_yaml(told.lines)
    assert "api_key: {key_hash}. Limit type" in written
    assert not re.search("[0-9a-f]{16}", written)


def test_figures_are_no_words(heard):
    """What an account owes differs each time."""
    owed = {"message": "Budget has been exceeded! Key=key Current cost: 17.25, Max budget: 3.0"}
    assert found(heard, "litellm", {"no-balance": owed}).told == []


def test_refusals_that_are_not_asked_follow(heard):
    """Nothing is retired: its answer is that to an unknown model, as in the file."""
    lines = {name: {"status": 404} for name in ("unknown-model", "retired-model")}
    told = found(heard, "claude-relay-service", lines)
    assert {name: line["status"] for name, line in told.lines["refusals"].items()} == {
        "unknown-model": 500,
        "retired-model": 500,
    }


def test_never_and_still(heard):
    told = found(heard, "litellm", {"disabled-key": "never"})
    line = told.lines["refusals"]["disabled-key"]
    assert (line["status"], line["shape"], line["type"], line["source"]) == (401, "openai", "auth_error", "run")
    assert "never' in the file, 401 from the gateway" in told.told[0]
    new = {"content-type": {"source": "run", "status": 415, "shape": "detail", "message": "No"}}
    told = found(heard, "litellm", new)
    assert told.lines == {"refusals": {"content-type": "never"}}


def test_shape_that_the_file_has_not(heard):
    answers = [
        (question, Heard(418, {"x-litellm-call-id": "1"}, '{"fault": {"message": "No tea", "code": "T1"}, "level": 3}'))
        if question.refusal == "unknown-key"
        else (question, answer)
        for question, answer in heard("litellm")
    ]
    lines = differences(software("litellm"), answers).lines
    assert lines["shapes"] == {"found1": {"fault": {"message": "{message}", "code": "{code}"}, "level": "{param}"}}
    assert lines["refusals"]["unknown-key"] == {
        "source": "run", "status": 418, "shape": "found1", "code": "T1", "message": "No tea",
    }  # fmt: skip
    spoken = changed("litellm", lines)
    assert differences(spoken, answers).told == []


@pytest.mark.parametrize(
    "body",
    ["<!doctype html>{oops}", "[" * 3000, '{"a":' * 30 + "1" + "}" * 30, '{"error": {"message": {"no": 1}}}', "", "{}",
     '{"note": "{model} {nobody}", "message": "{x} and }"}', '"text"', "null", "x" * 60_000],
)  # fmt: skip
def test_whatever_is_answered_can_be_written(heard, body):
    """The lines of it are a right file, which says what was answered."""
    answers = [(question, Heard(502, {"x-litellm-call-id": "1"}, body)) for question, _ in heard("litellm")]
    lines = differences(software("litellm"), answers).lines
    assert differences(changed("litellm", parse_yaml(to_yaml(lines))), answers).told == []


def test_writing_keeps_what_is_there(heard, tmp_path):
    file = tmp_path / "operator/software.yml"
    file.parent.mkdir()
    file.write_text("# Ours.\nrefusals:\n  no-balance: {who: administrator} # by contract\n", "utf-8")
    lines = found(heard, "litellm", {"no-balance": {"status": 402}}).lines
    assert write(lines, software("litellm"), tmp_path) == file
    text = file.read_text("utf-8")
    assert "# Ours." in text and "# by contract" in text
    answer = software("litellm", project=tmp_path).answer("no-balance", "openai")
    assert (answer.status, answer.who, answer.source) == (422, "administrator", "run")


@pytest.mark.parametrize(
    ("id_", "keys", "said"),
    [
        (None, {"LIVE_OPENAI_KEY": REAL_KEY}, "gateway.yml has no line `software: …`"),
        ("litellm", {}, "no key is set: put a real key into one of LIVE_OPENAI_KEY"),
        ("litellm", {"LIVE_OPENAI_KEY": "sk test"}, "LIVE_OPENAI_KEY holds a space"),
    ],
)
def test_nothing_is_sent(facts, capsys, id_, keys, said):
    assert run(facts.model_copy(update={"software": id_}), keys, 1, writes=True) == 2
    assert said in capsys.readouterr().out


@pytest.mark.walk
def test_command(facts, tmp_path):
    """A gateway that shows keys, asked by the command: the differences are told, the keys are not."""
    file = tmp_path / "gateway.yml"
    demo = (ROOT / "gateway.yml").read_text("utf-8").replace('path: ""', "path: /other")
    file.write_text(f"{demo}\nsoftware: one-api\n", "utf-8")
    keys = {"LIVE_OPENAI_KEY": REAL_KEY, "LIVE_OPENAI_DISABLED_KEY": f"{REAL_KEY}-disabled"}
    with stand_in(facts, tmp_path, "refuses") as gateway:
        ended = pytest_live(("--answers",), {**gateway.trust, **keys, "GATEWAY_FACTS": str(file)})
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1, said
    assert "differs: unknown-model, openai: status: 503 in the file, 404 from the gateway" in said
    assert "Cannot serve {path} with Bearer ***" in said
    assert "LIVE_OPENAI_EMPTY_KEY" in said and "client-not-allowed" in said
    assert REAL_KEY not in said
    assert not (ROOT / "operator").exists()
