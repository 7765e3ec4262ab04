"""An independent gateway in a process of its own, over TLS: `STAND_IN_KEY=… python stand_in.py CERTIFICATE MODE`.

Prints its port. It knows nothing of the mock, answers OpenAI chat completions and Anthropic messages. `true` keeps to
what those vendors promise. The other modes differ on purpose, for chat completions: `good` leaves out
`usage.total_tokens`, adds `provider`, and says "Sure: OK"; `slow` waits; `html` answers a web page;
`half` stops in the middle; `refuses` answers 404 in words of its own; `echoes` tells the key in many forms.
"""

from __future__ import annotations

import base64
import json
import os
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

CERTIFICATE, MODE = sys.argv[1:]
KEY = os.environ["STAND_IN_KEY"]  # everybody can read a command line
NEVER = threading.Event()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        try:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        except ValueError:
            return self.refuse(400, "No JSON")
        if not isinstance(request, dict) or "model" not in request:
            return self.refuse(400, "No model")
        print("asked", self.path, request.get("max_completion_tokens"), flush=True)
        if MODE == "true" or self.path == "/v1/messages":
            return self.answer_messages(request)
        if MODE == "echoes":
            self.refuse(403, f"{forms(self.headers['authorization'])} and {forms(KEY)}")
        elif MODE == "slow":
            NEVER.wait(60)
        elif MODE == "html":
            self.answer(200, b"<!doctype html><title>Console</title>", "text/html")
        elif f"Bearer {KEY}" != self.headers.get("authorization"):
            self.refuse(401, "No such key here")
        elif MODE == "refuses" or self.path != "/v1/chat/completions" or request["model"].startswith("no-such"):
            self.refuse(404, f"Cannot serve {self.path} with {self.headers['authorization']}")
        else:
            self.answer(200, json.dumps(self.completion(request)).encode(), cut=MODE == "half")

    def do_GET(self) -> None:
        if MODE != "true":
            self.refuse(404, "Nothing to get")
        elif self.path == "/v1/messages":
            self.refuse_message(405, "invalid_request_error", "method not allowed")
        else:
            names = {"type": "model", "id": "claude-opus-5-5", "display_name": "Opus", "lifecycle": "active"}
            model = names | {"created_at": "2026-01-01T00:00:00Z", "max_input_tokens": 1_000_000, "max_tokens": 128_000}
            ends = {"first_id": model["id"], "last_id": model["id"], "has_more": False}
            self.answer(200, json.dumps({"data": [model], **ends}).encode())

    def answer_messages(self, request: dict) -> None:
        if self.headers.get("x-api-key") != KEY:
            self.refuse_message(401, "authentication_error", "invalid x-api-key")
        elif self.path != "/v1/messages" or request["model"].startswith("no-such"):
            self.refuse_message(404, "not_found_error", "not found")
        elif not {"max_tokens", "messages"} <= request.keys():
            self.refuse_message(400, "invalid_request_error", "Field required")
        else:
            self.answer(200, json.dumps(self.message(request)).encode())

    def refuse_message(self, status: int, kind: str, message: str) -> None:
        error = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_9"}
        self.answer(status, json.dumps(error).encode())

    def message(self, request: dict) -> dict:
        usage = {"input_tokens": 9, "output_tokens": 3, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
        made = {"id": "msg_9", "type": "message", "role": "assistant", "model": request["model"], "usage": usage}
        return made | {
            "content": [{"type": "text", "text": "OK", "citations": None}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
        }

    def completion(self, request: dict) -> dict:
        message = {"role": "assistant", "content": "Sure: OK", "refusal": None, "annotations": []}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        usage = {"prompt_tokens": 9, "completion_tokens": 3}
        made = {"id": "chatcmpl-9", "object": "chat.completion", "created": 1, "model": request["model"]}
        return made | {"choices": [choice], "usage": usage, "provider": "elsewhere"}

    def refuse(self, status: int, message: str) -> None:
        if MODE == "true":
            return self.refuse_message(status, "invalid_request_error", message)
        error = {"message": message, "type": "invalid_request_error", "param": None, "code": "refused"}
        self.answer(status, json.dumps({"error": error}).encode())

    def answer(self, status: int, body: bytes, media_type: str = "application/json", cut: bool = False) -> None:
        self.send_response(status, forms(KEY) if MODE == "echoes" else None)
        if MODE == "echoes":
            self.send_header("X-Echo", forms(KEY))
            self.send_header("Location", f"https://127.0.0.9/?key={KEY}")
        if MODE == "true" and status >= 400:
            self.send_header("x-request-id", "req_9")
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, *_: object) -> None:
        """Nothing but what was asked."""


def forms(text: str) -> str:
    """`text` in some ways in which a gateway may write it."""
    encoded = base64.b64encode(f"u:{text}".encode()).decode()
    return " ".join(
        [text, repr(text), json.dumps(json.dumps(text)), quote(text, safe=""), encoded, text.encode().hex()]
    )


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERTIFICATE)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
