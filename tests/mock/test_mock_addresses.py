"""Whatever a client writes as host or path: the gateway answers for its own addresses, and every request is told."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from starlette.requests import Request

from gateway_docs.dialects import dialect, dialects
from gateway_docs.facts import load_facts
from gateway_docs.mock.routing import Router

ROOT = Path(__file__).parents[2]

BODY = b'{"model": "gpt-5.5", "messages": [{"role": "user", "content": "Say OK"}]}'
HOST = "api.gateway.example"
CHAT = "/v1/chat/completions"


@pytest.fixture
def ask(gateway):
    """Sends bytes over TLS; returns the status, the answer, and what the journal says that it was asked since."""
    context = ssl.create_default_context(cafile=str(gateway.ca_file))

    def ask(target: str, *hosts: str) -> tuple[int, bytes, list]:
        before, key = gateway.journal.last, gateway.keyring.key("openai")
        named = "".join(f"Host: {host}\r\n" for host in hosts)
        head = f"POST {target} HTTP/1.1\r\n{named}Authorization: Bearer {key}\r\nContent-Type: application/json\r\n"
        head += f"Content-Length: {len(BODY)}\r\nConnection: close\r\n\r\n"
        with (
            socket.create_connection(("127.0.0.1", gateway.port), timeout=HANGING_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=HOST) as connection,
        ):
            connection.sendall(head.encode("latin-1") + BODY)
            answer = connection.makefile("rb").read()
        return int(answer.split()[1]), answer, gateway.journal.since(before)

    return ask


@pytest.mark.parametrize("host", [HOST, "API.Gateway.Example", f"{HOST}:443", f"{HOST}:"])
def test_own_host(ask, host):
    status, _, asked = ask(CHAT, host)
    assert (status, [(one.host, one.refusal) for one in asked]) == (200, [(HOST, None)])


OTHER_HOSTS = [
    f"{HOST}:x@127.0.0.9",
    f"{HOST}@evil.example",
    f"{HOST}:443@evil.example",
    f"user:word@{HOST}",
    f"@{HOST}",
    f"{HOST}:8443",
    f"{HOST}:0443",
    f"{HOST}:443:443",
    f"{HOST}:bad port",
    f"{HOST}:-1",
    f"{HOST}:99999999999",
    f"{HOST}:443/v1",
    f"{HOST}/",
    f"{HOST}?evil.example",
    f"{HOST}#evil.example",
    f"{HOST}\\evil.example",
    f"{HOST}.",
    f".{HOST}",
    f"{HOST} evil.example",
    f"{HOST},evil.example",
    f"{HOST};evil.example",
    f"{HOST}%00",
    f"{HOST}%2eevil.example",
    f"https://{HOST}",
    f"//{HOST}",
    f"[{HOST}]",
    "[::1]",
    "[::1]:443",
    "127.0.0.1",
    "0",
    "",
    ":443",
    "\xe9.gateway.example",
    "\uff41pi.gateway.example".encode().decode("latin-1"),
    "gateway.example",
    f"{HOST}\tx",
]


@pytest.mark.parametrize("host", OTHER_HOSTS, ids=range(len(OTHER_HOSTS)))
def test_other_host(ask, host):
    """Refused as a wrong host, and the report shows what was written."""
    status, _, asked = ask(CHAT, host)
    assert status == 421
    assert len(asked) == 1 and "does not answer for the host" in asked[0].refusal
    assert asked[0].host == host.lower()


@pytest.mark.parametrize(
    "hosts",
    [(), (HOST, "evil.example"), (HOST, HOST), (f"{HOST}\x00",), (f"{HOST}\x1b[2J",), (f"{HOST}\r\n evil.example",)],
    ids=["none", "two", "twice", "zero", "escape", "folded"],
)
def test_host_that_is_no_http(ask, hosts):
    status, _, asked = ask(CHAT, *hosts)
    assert status in (400, 421)
    assert len(asked) == 1 and asked[0].refusal


OTHER_TARGETS = [
    f"https://{HOST}{CHAT}",
    f"https://evil.example{CHAT}",
    f"http://{HOST}@evil.example{CHAT}",
    f"//evil.example{CHAT}",
    f"//{HOST}{CHAT}",
    f"/{CHAT}",
    f"\\{CHAT}",
    f"/\\evil.example{CHAT}",
    f"@evil.example{CHAT}",
    f":443@evil.example{CHAT}",
    "*",
    HOST,
    f"{HOST}:443",
    CHAT[1:],
    f"/.{CHAT}",
    f"/x/..{CHAT}",
    f"/x/%2e%2e{CHAT}",
    f"/%2e{CHAT}",
    f"{CHAT}/",
    f"{CHAT}/.",
    f"{CHAT}%2f",
    f"{CHAT}%00",
    f"{CHAT}%0d%0aHost:%20evil.example",
    f"{CHAT}%23",
    f"{CHAT}%3f",
    f"{CHAT};x",
    f"{CHAT}#x",
    "/v1%2fchat/completions",
    "/v1%5cchat/completions",
    "/v1/chat%2Fcompletions",
    "/v1/chat/completion%73",
    "%2fv1/chat/completions",
    "/%76%31/chat/completions",
    "/v1/chat//completions",
    "/v1\\chat\\completions",
    "/V1/chat/completions",
    "/v1/chat/completions%",
    "/v1/chat/completions%zz",
]


@pytest.mark.parametrize("target", OTHER_TARGETS, ids=range(len(OTHER_TARGETS)))
def test_other_target(ask, target):
    """Only the path as it is documented is one, however a server may read another."""
    status, _, asked = ask(target, HOST)
    assert status == 404
    assert len(asked) == 1 and "There is nothing at POST" in asked[0].refusal


@pytest.mark.parametrize("target", ["/v1/chat/\x01completions", "/v1/chat/\x7fcompletions", "/v1/ch\xe4t", "/v1 /chat"])
def test_target_that_is_no_http(ask, target):
    status, _, asked = ask(target, HOST)
    assert (status, [one.status for one in asked]) == (400, [400])


def test_model_in_a_path_may_be_escaped(sender, gateway):
    """As clients do it that escape what stands between two slashes."""
    key, body = gateway.keyring.key("gemini"), {"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]}
    model = "gemini-3.8-flash"
    for path in (f"{model}:generateContent", f"{model}%3AgenerateContent", f"{model[:-1]}%68:generateContent"):
        answer = sender.client.request(
            "POST",
            sender.client.base_url.copy_with(raw_path=f"/v1beta/models/{path}".encode()),
            json=body,
            headers={"x-goog-api-key": key},
            timeout=HANGING_SECONDS,  # the first request imports what it is checked with
        )
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("vendor", ["openai", "anthropic", "gemini"])
def test_shared_path_of_a_gateway_started_beside_others(vendor):
    """Two threads that start gateways may each have read the dialects for themselves."""
    facts = load_facts(ROOT / "gateway.yml")
    router = Router(facts)
    dialects.cache_clear()
    headers = {name.lower(): text for name, text in dialect(vendor).headers_with("sk-test-any").items()}
    scope = {"type": "http", "method": "GET", "path": "/v1/models", "raw_path": b"/v1/models", "query_string": b""}
    scope["headers"] = [(name.encode(), text.encode()) for name, text in headers.items()]
    found, _ = router.find(Request(scope))
    assert found.vendor.id == vendor
