"""The mock alone: it stays on its computer, small, and leaves no key behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import time

import pytest
from hanging import HANGING_SECONDS

from gateway_docs import cli
from gateway_docs.mock import limits, serve
from gateway_docs.mock.bodies import MEGABYTE
from gateway_docs.project import ROOT

HEAD = (
    b"POST /v1/responses HTTP/1.1\r\nHost: api.gateway.example\r\nContent-Type: application/json\r\n"
    b"Authorization: Bearer sk-test-openai-standard\r\n"
)
MODELS = (
    b"GET /v1/models HTTP/1.1\r\nHost: api.gateway.example\r\nAuthorization: Bearer sk-test-openai-standard\r\n\r\n"
)


@pytest.fixture(scope="module")
def gateway(facts):
    """One of its own, which takes bodies of 1 MB."""
    with serve(facts.model_copy(update={"limits": facts.limits.model_copy(update={"request_megabytes": 1})})) as own:
        yield own


@pytest.fixture
def connection(gateway):
    """Opens connections; all are closed at the end."""
    tls = ssl.create_default_context(cafile=gateway.ca_file)
    with contextlib.ExitStack() as opened:

        def connect() -> ssl.SSLSocket:
            plain = opened.enter_context(socket.create_connection(("127.0.0.1", gateway.port), timeout=HANGING_SECONDS))
            return opened.enter_context(tls.wrap_socket(plain, server_hostname="api.gateway.example"))

        yield connect


def rest(connection: ssl.SSLSocket) -> bytes:
    """What comes until the server closes. TimeoutError: it does not."""
    received = b""
    with contextlib.suppress(ConnectionError, ssl.SSLEOFError):
        while part := connection.recv(65536):
            received += part
    return received


def test_endless_body(connection):
    """It is read up to twice the limit; the rest fills what lies between."""
    client, sent, most = connection(), 0, 64 * MEGABYTE
    client.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while sent < most:
            client.sendall(b"1000\r\n" + bytes(4096) + b"\r\n")
            sent += 4096
    assert 2 * MEGABYTE <= sent < most


@pytest.mark.parametrize(
    "beginning",
    [b"", b"G", HEAD, HEAD + b"Content-Length: 9\r\n\r\n{", HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"],
    ids=["nothing", "byte", "head", "body", "chunk"],
)
@pytest.mark.parametrize("earlier", [0, 1], ids=["first", "second"])
def test_slow_request(connection, monkeypatch, beginning, earlier):
    monkeypatch.setattr(limits, "REQUEST_SECONDS", 0.8)
    client = connection()
    for _ in range(earlier):
        client.sendall(MODELS)
        assert client.recv(65536).startswith(b"HTTP/1.1 200")
    client.sendall(beginning)
    began = time.monotonic()
    while time.monotonic() - began < 0.5 and len(beginning) > 100:
        client.sendall(b" ")  # a byte now and then does not help
        time.sleep(0.1)
    assert b"HTTP/1.1 2" not in rest(client)


def test_slow_answer_is_no_slow_request(connection, monkeypatch):
    """The limit is for what a client sends, and a stream may take as long as it takes."""
    monkeypatch.setattr(limits, "REQUEST_SECONDS", 1.0)
    body = b'{"model": "gpt-5.5", "input": "say a b c d", "stream": true}'
    head = HEAD.replace(b"standard", b"standard-slow") + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    client, began = connection(), time.monotonic()
    client.sendall(head + body)
    assert b"response.completed" in rest(client)
    assert time.monotonic() - began > 1.0


def test_too_many_connections(connection, monkeypatch):
    monkeypatch.setattr(limits, "CONNECTIONS", 20)
    clients = [connection() for _ in range(30)]
    answered = 0
    for client in clients:
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            client.sendall(MODELS)
            answered += client.recv(65536).startswith(b"HTTP/1.1 200")
    assert answered == 20


def test_loopback_alone(gateway):
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", gateway.port), timeout=5)


def test_killed(tmp_path):
    """No private key is left, nor was there one in a file before."""
    command = [sys.executable, "-m", "gateway_docs.cli", "mock", "--facts", str(ROOT / "gateway.yml")]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as mock:
        assert any(line == "Requests (Ctrl-C ends):\n" for line in mock.stdout)
        mock.send_signal(signal.SIGKILL)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in left} == {"ca.pem", "gateway.pem"}
    assert not any("PRIVATE KEY" in path.read_text("utf-8") for path in left)


def test_says_what_it_is_for(capsys):
    with pytest.raises(SystemExit):
        cli.main(["mock", "--help"])
    assert "your own computer" in " ".join(capsys.readouterr().out.split())
