"""A gateway whose groups sell models of many vendors: what a key opens, in each format."""

from __future__ import annotations

import pytest

from gateway_docs.facts import load_facts
from gateway_docs.mock import serve
from gateway_docs.project import ROOT

BASE = "https://api.many.example"
FREE = (ROOT / "handbook" / "any-vendor.yml").read_text("utf-8")
VERSION = {"anthropic-version": "2023-06-01"}


@pytest.fixture(scope="module")
def ask(connect):
    """Asks a model in a format with the key of a group; returns status and answer."""
    with serve(load_facts(ROOT / "handbook" / "any-vendor.yml")) as gateway:
        yield asking(gateway, connect(gateway))


def asking(gateway, sender):
    def ask(model: str, format_: str = "openai", group: str = "basic") -> tuple[int, str]:
        path = {"openai": "/v1/chat/completions", "anthropic": "/v1/messages"}[format_]
        limit = {"openai": "max_completion_tokens", "anthropic": "max_tokens"}[format_]
        body = {"model": model, "messages": [{"role": "user", "content": "Say OK"}], limit: 64}
        key = gateway.keyring.key("openai", group)
        answer = sender.send("POST", BASE + path, key, body, headers=VERSION if format_ == "anthropic" else {})
        return answer.status_code, answer.text

    return ask


@pytest.mark.parametrize("format_", ["openai", "anthropic"])
def test_one_key_in_both_formats(ask, format_):
    assert ask("deepseek-v4", format_)[0] == 200
    assert ask("claude-opus-5-5", format_, "premium")[0] == 200


def test_a_model_that_the_group_does_not_sell(ask):
    status, said = ask("claude-opus-5-5")
    assert (status, "is not in the group basic" in said) == (404, True)


def test_a_model_that_the_format_does_not_serve(ask):
    status, said = ask("qwen-flash", "anthropic")
    assert (status, "The model qwen-flash is not served in the format of Anthropic." in said) == (404, True)


def test_a_model_that_does_not_chat(ask):
    status, said = ask("gpt-image-2", group="premium")
    assert (status, "makes images and does not chat" in said) == (400, True)


def test_lists_of_each_format(ask, connect):
    with serve(load_facts(ROOT / "handbook" / "any-vendor.yml")) as gateway:
        sender, key = connect(gateway), gateway.keyring.key("openai", "basic")
        listed = [
            {model["id"] for model in sender.send("GET", f"{BASE}/v1/models", key, headers=headers).json()["data"]}
            for headers in ({}, VERSION)
        ]
    assert listed == [{"deepseek-v4", "qwen-flash", "qwen-vl-embedding"}, {"deepseek-v4"}]


def test_one_key_opens_everything(tmp_path, connect):
    text = FREE[: FREE.index("keys: group")] + "keys: all\n" + FREE[FREE.index("# `price` is") :]
    path = tmp_path / "gateway.yml"
    path.write_text(text.replace("    default_group: basic\n", ""), "utf-8")
    with serve(load_facts(path)) as gateway:
        ask = asking(gateway, connect(gateway))
        asked = [("claude-opus-5-5", "openai"), ("claude-opus-5-5", "anthropic"), ("qwen-flash", "openai")]
        assert {ask(*one, group="default")[0] for one in asked} == {200}


def test_a_group_that_opens_one_format(connect, tmp_path):
    sells = "vendors: [deepseek, qwen]\n"
    text = FREE.replace(sells, f"{sells}    protocols: [openai]\n", 1).replace("    default_group: basic\n", "")
    path = tmp_path / "gateway.yml"
    path.write_text(text, "utf-8")
    with serve(load_facts(path)) as gateway:
        ask = asking(gateway, connect(gateway))
        assert ask("deepseek-v4")[0] == 200
        status, said = ask("deepseek-v4", "anthropic")
        assert (status, "is not in the group basic" in said) == (404, True)
        assert ask("deepseek-v4", "anthropic", "premium")[0] == 200
