"""gateway-docs import tells no key, whatever the gateway makes of it."""

from __future__ import annotations

import base64
import json
import socket
import threading
from urllib.parse import quote

import pytest

from gateway_docs.cli import main

KEY = "sk-test-import'\"\\&+/0123456789"
BASIC = base64.b64encode(f"user:{KEY}".encode()).decode()


@pytest.fixture
def told(facts_file, capsys, monkeypatch):
    """Asks with the key and writes what it can. Returns the status and what was printed; the facts hold no key."""

    def told(url: str, key: str = KEY, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("ADMIN_KEY", key)
        command = ["import", url, "--key-variable", "ADMIN_KEY", "--write", "--facts", str(facts_file), *arguments]
        status, shown = main(command), capsys.readouterr()
        facts = facts_file.read_text("utf-8")
        assert "0123456789" not in shown.out + shown.err + facts and BASIC[8:30] not in shown.out + shown.err + facts
        return status, shown.out + shown.err

    return told


def models(*ids: str) -> dict:
    return {"object": "list", "data": [{"id": one, "object": "model", "owned_by": "openai"} for one in ids]}


ECHOES = {
    "redirect": (302, {"Location": f"https://elsewhere.example/?key={quote(KEY)}"}, b""),
    "redirect, encoded": (307, {"Location": f"https://elsewhere.example/{quote(KEY, safe='').lower()}"}, b""),
    "redirect, basic": (301, {"Location": f"https://elsewhere.example/{BASIC}"}, b""),
    "error": (500, {}, {"error": {"message": f"No {KEY}"}}),
    "no JSON": (200, {}, f"you sent Bearer {KEY}".encode()),
    "no JSON, cut in the key": (200, {}, b"x" * 180 + KEY.encode()),
    "broken JSON": (200, {}, json.dumps({"key": KEY}).encode()[:-1]),
    "HTML": (200, {}, f"<p>{KEY}".encode()),
    "unknown keys": (200, {}, {KEY: 1}),
    "model id": (200, {}, models("gpt-5.5", f"gpt-{KEY}")),
    "model id, part of the key": (200, {}, models("gpt-5.5", f"gpt-{KEY[-18:]}")),
    "model id, base64": (200, {}, models("gpt-5.5", BASIC)),
    "model id, escaped": (
        200,
        {},
        b'{"data": [{"id": "gpt-' + "".join(f"\\u{ord(c):04x}" for c in KEY).encode() + b'"}]}',
    ),
    "group": (200, {}, {"data": [{"model_name": "gpt-5.5", "model_ratio": 1}], "group_ratio": {KEY: 0.5}}),
    "name": (200, {}, {"models": [{"name": f"models/{KEY}", "displayName": KEY}]}),
    "price": (200, {}, {"data": [{"model_name": "gpt-5.5", "model_ratio": KEY}]}),
}


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("path", ["/v1/models", ""])
def test_gateway_that_echoes(told, serve, echo, path):
    status, said = told(serve({"/v1/models": ECHOES[echo]}) + path)
    assert status == 2
    assert "is as it was" in said


def test_status_line_that_echoes(told):
    """What is no HTTP at all is shown as it came."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(f"{KEY} {KEY}\r\n\r\n".encode())

        thread = threading.Thread(target=answer)
        thread.start()
        status, said = told(f"http://127.0.0.1:{listener.getsockname()[1]}/v1/models")
        thread.join()
    assert status == 2
    assert "***" in said


@pytest.mark.parametrize(
    "bad", [KEY + "\n", KEY[:9] + "\n" + KEY[9:], KEY + "\xe9", " " + KEY, KEY + "\r\nHost: x", KEY + "\0"]
)
def test_key_that_cannot_be_sent(told, serve, monkeypatch, bad):
    if "\0" in bad:
        bad = bad.replace("\0", "\x7f")  # no variable holds a zero
    status, said = told(serve({"/v1/models": (200, {}, models("gpt-5.5"))}) + "/v1/models", bad)
    assert status == 1
    assert said.startswith("ADMIN_KEY holds ")
    assert serve.asked == []


@pytest.mark.parametrize("before", ["key=", "x=1&api-key="])
def test_key_in_the_address(told, serve, before):
    url = serve({f"/v1/models?{before}{quote(KEY, safe='')}": (200, {}, models("gpt-5.5"))})
    status, said = told(f"{url}/v1/models?{before}{quote(KEY, safe='')}", "sk-test-other")
    assert status == 0
    assert f"{url}/v1/models: " in said


def test_name_and_password_in_the_address(told):
    status, said = told("https://user:0123456789@api.acme.example/v1/models", "sk-test-other")
    assert status == 2
    assert "https://api.acme.example/v1/models is not asked with a name and a password" in said
