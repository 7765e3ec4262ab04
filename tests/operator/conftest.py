"""A gateway of an operator, to be asked over http on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.clients import ROOT

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
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def serve(answers: Answers) -> str:
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
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}"

    serve.asked = []
    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()
