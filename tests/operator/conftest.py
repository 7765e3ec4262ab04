"""A gateway of an operator, to be asked over http on this machine."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.measure.browser import running
from gateway_docs.project import ROOT

#: path -> (status, headers, body); a body that is not bytes is sent as JSON.
Answers = dict[str, tuple[int, dict[str, str], Any]]


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    """A copy of the demo gateway's facts."""
    path = tmp_path / "gateway.yml"
    path.write_text((ROOT / "gateway.yml").read_text("utf-8"), "utf-8")
    return path


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], str]]:
    """Serves answers on a free port; returns the address. `asked` of the function are the requests' headers."""
    servers = ExitStack()

    def serve(answers: Answers, tls: ssl.SSLContext | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                serve.asked.append(dict(self.headers))
                status, headers, body = answers.get(self.path, (404, {}, {"error": "nothing here"}))
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing: the test says what it saw."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        return servers.enter_context(running(server)).rstrip("/")

    serve.asked = []
    with servers:
        yield serve
