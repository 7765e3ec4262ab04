"""New API and Sub2API, stood in as their sources say: they judge keys, models and bodies, and pass the rest on.

What they say is operators.yml. A mock that speaks for nobody is the vendors behind them.
"""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from gateway_docs.project.yaml_files import read_yaml

SAYS = read_yaml(Path(__file__).with_suffix(".yml"))
MEGABYTES = 32
NEEDED = {"openai": ("messages", "input"), "anthropic": ("messages",), "gemini": ("contents",)}
PATHS = r"/v1/(chat/completions|responses|embeddings|models|messages(/count_tokens)?)|/v1(beta)?/models(/[^/]+)?"
KEYS = ("x-api-key", "x-goog-api-key", "authorization")


class Operator:
    """`keys`: text -> (vendor, state), `sold`: model -> vendor, `groups`: vendor -> group, `vendors`: vendor -> the key
    for what stands `behind`."""

    def __init__(self, software: str, keys: dict, sold: dict, groups: dict, vendors: dict, behind: httpx.Client):
        self.says, self.keys, self.sold, self.groups = deepcopy(SAYS[software]), keys, sold, groups
        self.vendors, self.behind = vendors, behind

    def judge(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[str | None, dict]:
        """The fault of a request, or None, and what is known of it."""
        spoken = (
            "anthropic" if "/messages" in path else "gemini" if path.startswith("/v1beta") or ":" in path else "openai"
        )
        known = {"format": spoken, "method": method, "path": path, "model": "", "group": ""}
        listed = method == "GET" and "models" in path and ":" not in path
        if (
            not re.fullmatch(PATHS, path)
            or re.search(self.says.get("unserved", "^$"), path)
            or (method == "GET" and not listed)
        ):
            return "path", known
        if (key := self._key(headers)) is None:
            return "none", known
        vendor, state = self.keys.get(key, (None, "key"))
        known |= {"vendor": vendor, "group": self.groups.get(vendor, "")}
        if state in self.says["at_the_door"]:
            return state, known
        if listed:
            return None, known
        if len(body) > MEGABYTES * 1024 * 1024:
            return "large", known
        try:
            asked = json.loads(body)
        except ValueError:
            return "json", known
        if not isinstance(asked, dict):
            return "json", known
        known["model"] = path.rpartition("/")[2].partition(":")[0] if spoken == "gemini" else asked.get("model", "")
        if state == "rated":
            return "rated", known
        if vendor != spoken:
            return "vendor", known
        if self.sold.get(known["model"]) != vendor:
            return "model", known
        if not any(field in asked for field in NEEDED[spoken]):
            return "missing", {**known, "field": NEEDED[spoken][0]}
        return ("empty" if state == "empty" else None), known

    def _key(self, headers: dict[str, str]) -> str | None:
        for name in KEYS:
            text = headers.get(name, "").strip()
            bare = re.sub("^bearer ", "", text, flags=re.IGNORECASE)
            if bare and (name != "authorization" or bare != text or self.says.get("bare_key")):
                return bare
        return None

    def refusal(self, fault: str, known: dict, status: int = 0) -> tuple[int, bytes, str]:
        said = self.says.get(known["format"], {}).get(fault) or self.says["faults"][fault]
        body = said[1] if isinstance(said[1], str) else json.dumps(said[1], ensure_ascii=False)
        for name, value in known.items():
            body = body.replace(f"{{{name}}}", json.dumps(str(value), ensure_ascii=False)[1:-1])
        return said[0] or status, body.encode(), "text/plain" if isinstance(said[1], str) else "application/json"

    def answer(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes, str]:
        path = urlsplit(address).path
        if path in self.says["open"]:
            return 200, json.dumps(self.says["open"][path]).encode(), "application/json"
        if re.search(self.says["console"], path):
            return 200, b"<!doctype html><title>Console</title>", "text/html"
        path = f"/v1{path}" if path in self.says.get("aliases", ()) else path
        fault, known = self.judge(method, path, headers, body)
        known["id"] = "20261202010101"
        return self.refusal(fault, known) if fault else self._pass_on(method, path, address, headers, body, known)

    def _pass_on(self, method, path, address, headers, body, known) -> tuple[int, bytes, str]:
        sent = {name: headers[name] for name in ("anthropic-version", "anthropic-beta", "accept") if name in headers}
        if known["format"] == "anthropic" or known["vendor"] == "anthropic":
            sent.setdefault("anthropic-version", "2023-06-01")
        key = self.vendors[known["vendor"]]
        place = {"anthropic": "x-api-key", "gemini": "x-goog-api-key"}.get(known["vendor"], "authorization")
        sent[place] = f"Bearer {key}" if place == "authorization" else key
        query = re.sub(r"(^|&)key=[^&]*", "", urlsplit(address).query)
        if body:
            asked = json.loads(body)
            if self.says.get("drops_unknown"):
                asked.pop("surprise", None)
            sent["content-type"], body = "application/json", json.dumps(asked).encode()
        found = self.behind.request(method, f"{path}?{query}" if query else path, headers=sent, content=body or None)
        if found.status_code < 400:
            return found.status_code, found.content, found.headers["content-type"]
        error = found.json().get("error")
        return self.refusal("upstream", {**known, "said": error["message"]}, found.status_code)


@contextmanager
def operator(stand_in: Operator, certificate: Path) -> Iterator[int]:
    """Its port, over TLS, while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): text for name, text in self.headers.items()}
            status, answer, media_type = stand_in.answer(self.command, self.path, headers, body)
            self.send_response(status)
            for name, text in stand_in.says["headers"].items():
                self.send_header(name, text.replace("{id}", "20261202010101"))
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
