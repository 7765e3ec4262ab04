"""init, check and import name the software that answers, and propose the line; bad answers change nothing."""

from __future__ import annotations

import ssl

import pytest
import trustme
from software_gateways import CONSOLE, GATEWAYS, HTML, HUB, OTHERS, Gateway

from gateway_docs.cli import main
from gateway_docs.facts import load_facts
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.operator import doubts
from gateway_docs.operator.recognition import recognise
from gateway_docs.software import software

PRICES = {
    "data": [{"model_name": "gpt-5.5", "quota_type": 0, "model_ratio": 2.5, "completion_ratio": 6, "enable_groups": []}]
}


def id_of(name: str) -> str:
    return name.partition(",")[0]


@pytest.fixture
def behind_host(serve, monkeypatch, tmp_path):
    """Leads requests for a documented host, over TLS, to the answers."""
    authority, stack = trustme.CA(), []
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setattr(doubts, "RESERVED", ())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    def behind(host, answers):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        address = serve(answers, context)
        proxy = ForwardProxy({host}, int(address.rpartition(":")[2]))
        monkeypatch.setenv("https_proxy", proxy.__enter__().url)
        stack.append(proxy)

    yield behind
    for proxy in stack:
        proxy.__exit__(None, None, None)


@pytest.mark.parametrize("name", GATEWAYS)
def test_software_shows_itself(serve, name):
    said, answers = GATEWAYS[name]
    address = recognise(serve(answers))
    assert [found.software.id for found in address.found] == [id_of(name)]
    assert f"answers like {said}: add the line `software: {id_of(name)}`" in address.remark(None)


@pytest.mark.parametrize("name", OTHERS)
def test_others_show_nothing(serve, name):
    address = recognise(serve(OTHERS[name]))
    assert (address.found, address.proposal(None), address.remark("sub2api")) == ([], None, None)
    assert len(serve.asked) <= 5


def test_no_key_is_sent(serve):
    recognise(serve(OTHERS["the neutral gateway"]))
    assert not {name.lower() for asked in serve.asked for name in asked} & {
        "authorization",
        "x-api-key",
        "x-goog-api-key",
    }


def test_below_a_folder(serve):
    """A gateway below a path, and one whose API alone stands below it."""
    _, litellm = GATEWAYS["litellm"]
    below = Gateway({f"/llm{path}": answer for path, answer in litellm.items()}, (200, HTML, CONSOLE))
    assert recognise(serve(below) + "/llm").proposal(None) == "litellm"
    assert recognise(serve(litellm) + "/api/v1").proposal(None) == "litellm"


def test_contradiction_proposes_nothing(serve):
    _, new_api = GATEWAYS["new-api"]
    address = recognise(serve(Gateway({**new_api, "/public/model_hub/info": HUB}, new_api.else_, new_api.headers)))
    assert address.proposal(None) is None
    assert "answers like LiteLLM 1.109.2 and New API v1.0.0-rc.31 at once" in address.remark(None)


@pytest.mark.parametrize("version", ["1; rm -rf", "\x1b[31m1.2", "9" * 80, ""])
def test_version_of_anybody_is_not_shown(serve, version):
    address = recognise(
        serve(Gateway({"/public/model_hub/info": (200, {}, {"litellm_version": version or None})}, HUB))
    )
    assert not address.found or str(address.found[0]) == "LiteLLM"


def test_facts_that_say_it(serve):
    """The same version: nothing to tell. A newer one: pages may be old. Another software: is the line right?"""
    _, litellm = GATEWAYS["litellm"]
    newer = recognise(serve(litellm))
    assert newer.remark("litellm").endswith(
        f"was read from {software('litellm').version}, `pytest --live --answers` compares"
    )
    assert "is `software: sub2api` right?" in newer.remark("sub2api")
    read = {**HUB[2], "litellm_version": software("litellm").version}
    assert recognise(serve(Gateway({"/public/model_hub/info": (200, {}, read)}, HUB))).remark("litellm") is None


def test_import_writes_the_line(serve, facts_file, capsys):
    _, new_api = GATEWAYS["new-api"]
    address = serve(Gateway({**new_api, "/api/pricing": (200, {}, PRICES)}, new_api.else_, new_api.headers))
    before = facts_file.read_text("utf-8")
    assert main(["import", address, "--facts", str(facts_file)]) == 1
    said = capsys.readouterr().out
    assert "answers like New API v1.0.0-rc.31: add the line `software: new-api`" in said
    assert "+software: new-api" in said and facts_file.read_text("utf-8") == before
    assert main(["import", address, "--facts", str(facts_file), "--write"]) == 0
    assert load_facts(facts_file).software == "new-api"


@pytest.mark.parametrize("name", ["a web page", "half of JSON", "deep JSON", "a redirect"])
def test_bad_answers_change_nothing(serve, facts_file, name):
    before = facts_file.read_text("utf-8")
    assert main(["import", serve(OTHERS[name]), "--facts", str(facts_file), "--write"]) == 2
    assert facts_file.read_text("utf-8") == before


def test_import_without_a_list_tells_it(serve, facts_file, capsys):
    """sub2api has no prices, and lists no models without a key."""
    assert main(["import", serve(GATEWAYS["sub2api"][1]), "--facts", str(facts_file), "--write"]) == 2
    assert "answers like Sub2API: add the line `software: sub2api`" in capsys.readouterr().err
    assert load_facts(facts_file).software is None


def test_check_proposes_the_line(behind_host, facts_file, capsys):
    behind_host("api.gateway.example", GATEWAYS["new-api"][1])
    assert main(["check", "--facts", str(facts_file)]) == 0
    said = capsys.readouterr().out
    assert "regions: global: https://api.gateway.example answers like New API v1.0.0-rc.31: add the line" in said


@pytest.mark.parametrize("name", ["sub2api", "litellm", "the neutral gateway"])
def test_init_takes_what_it_finds(behind_host, tmp_path, capsys, name):
    host, path = "api.acme.example", tmp_path / "gateway.yml"
    behind_host(host, GATEWAYS[name][1] if name in GATEWAYS else OTHERS[name])
    options = ["--name", "Acme", "--site-url", "https://docs.acme.example/", "--console-url", "https://acme.example"]
    options += ["--regions", f"global=https://{host}", "--vendors", "openai", "--email", "help@acme.example"]
    assert main(["init", "--facts", str(path), "--no-questions", *options]) == 0
    found = name if name in GATEWAYS else None
    assert load_facts(path).software == found
    assert ("add the line" in capsys.readouterr().out) is bool(found)
    assert main(["init", "--facts", str(path), "--no-questions", *options, "--software", "-"]) == 0
    assert load_facts(tmp_path / "gateway.proposed.yml" if found else path).software is None
