"""Whatever a real gateway refuses is refused, with the vendor's status and error shape and the reason."""

import anthropic.types
import httpx2
import pytest

VENDORS = ("openai", "anthropic", "gemini")


def message(answer):
    return answer.json()["error"]["message"]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(
    ("state", "status", "text"),
    [
        ("disabled", 401, "This API key is disabled."),
        ("deleted", 401, "Incorrect API key."),
        ("expired", 401, "This API key has expired."),
        ("no-balance", 402, "The balance of this account is used up."),
        ("rate-limited", 429, "Too many requests: this API key may send 60 requests per minute."),
        ("overloaded", 503, "is overloaded."),
        ("server-error", 502, "did not answer the gateway."),
    ],
)
def test_key_states(ask, sender, vendor, state, status, text):
    answer = ask(vendor, state)
    assert answer.status_code == (529 if (vendor, state) == ("anthropic", "overloaded") else status)
    assert text in message(answer)
    assert sender.refusal
    assert ("retry-after" in answer.headers) == (status == 429)
    assert (answer.headers.get("x-should-retry") == "false") == (vendor == "anthropic" and status < 429)


def test_openai_shape(ask):
    error = ask("openai", "disabled").json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert (error["type"], error["code"]) == ("invalid_request_error", "invalid_api_key")


def test_anthropic_shape(ask):
    answer = ask("anthropic", "no-balance")
    error = anthropic.types.ErrorResponse.model_validate(answer.json(), strict=True)
    assert error.error.type == "billing_error"
    assert error.request_id == answer.headers["request-id"]


def test_gemini_shape(ask):
    error = ask("gemini", "rate-limited").json()["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")


def test_gemini_names_the_field(ask):
    [detail] = ask("gemini", surprise=1).json()["error"]["details"]
    assert detail["fieldViolations"][0]["field"] == "surprise"


@pytest.mark.parametrize("state", ["good", "disabled"])
@pytest.mark.parametrize(
    ("vendor", "ids", "media_type"),
    [
        ("openai", {"x-request-id"}, "application/json"),
        ("anthropic", {"x-request-id", "request-id"}, "application/json"),
        ("gemini", {"x-request-id"}, "application/json; charset=UTF-8"),
    ],
)
def test_headers_of_the_vendor(ask, vendor, state, ids, media_type):
    """The gateway's own id is everywhere; an SDK looks for its vendor's."""
    headers = ask(vendor, state).headers
    assert {name for name in headers if name.endswith("request-id")} == ids
    assert headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("path", "vendor", "body", "media_type"),
    [
        ("/v1/chat/completions", "openai", {"model": "gpt-5.5"}, "text/event-stream; charset=utf-8"),
        (
            "/v1/messages",
            "anthropic",
            {"model": "claude-opus-5-5", "max_tokens": 9},
            "text/event-stream; charset=utf-8",
        ),
    ],
)
def test_media_type_of_streams(sender, key, path, vendor, body, media_type):
    said = {**body, "stream": True, "messages": [{"role": "user", "content": "x"}]}
    headers = {"anthropic-version": "2023-06-01"}
    own = {"x-api-key": key(vendor)} if vendor == "anthropic" else {"authorization": f"Bearer {key(vendor)}"}
    assert sender.send("POST", path, json=said, headers=headers | own).headers["content-type"] == media_type


@pytest.mark.parametrize("vendor", VENDORS)
def test_unknown_key(ask, sender, vendor):
    answer = ask(vendor, key="sk-something-else-altogether")
    assert answer.status_code == 401
    assert sender.refusal == "unknown key 'sk-somet…ther'"


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("other", VENDORS)
def test_other_vendor(ask, key, facts, vendor, other):
    answer = ask(vendor, key=key(other))
    assert answer.status_code == (200 if vendor == other else 403)
    if vendor != other:
        belongs = f"belongs to {facts.vendor(other).name} (group {facts.vendor(other).default_group})"
        assert belongs in message(answer)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/v1/chat/completions", {}),
        ("/v1/chat/completions", {"authorization": "Bearer"}),
        ("/v1/messages", {"anthropic-version": "2023-06-01"}),
        ("/v1/models/m:countTokens", {}),
    ],
)
def test_no_key(sender, path, headers):
    answer = sender.send("POST", path, json={}, headers=headers)
    assert answer.status_code == 401
    assert message(answer).startswith("No API key was sent. Send it in the header ")


@pytest.mark.parametrize(
    ("path", "headers", "found"),
    [
        ("/v1/chat/completions", {"x-api-key": "k"}, "x-api-key"),
        ("/v1/chat/completions", {"x-goog-api-key": "k"}, "x-goog-api-key"),
        ("/v1/chat/completions", {"api-key": "k"}, "api-key"),
        ("/v1/chat/completions", {"authorization": "k"}, "Authorization without Bearer"),
        ("/v1/chat/completions?key=k", {}, "the query parameter ?key="),
        ("/v1/messages", {"x-goog-api-key": "k"}, "x-goog-api-key"),
        ("/v1beta/models/m:generateContent", {"authorization": "Bearer k"}, "Authorization: Bearer"),
        ("/v1beta/models/m:generateContent", {"x-api-key": "k"}, "x-api-key"),
    ],
)
def test_key_in_wrong_place(sender, path, headers, found):
    answer = sender.send("POST", path, json={}, headers=headers)
    assert answer.status_code == 401
    assert f"was sent as {found}, which" in message(answer)


def test_gemini_key_in_query(sender, key):
    answer = sender.send("GET", f"/v1beta/models?key={key('gemini')}")
    assert answer.status_code == 200


@pytest.mark.parametrize(("agent", "status"), [("claude-cli/2.1.332 (external, cli)", 200), ("curl/8", 403)])
def test_group_for_one_client(ask, key, agent, status):
    answer = ask("anthropic", key=key("anthropic", "claude-code-only"), headers={"user-agent": agent})
    assert answer.status_code == status
    assert status == 200 or "may be used by Claude Code only" in message(answer)


@pytest.mark.parametrize(("version", "text"), [(None, "is missing"), ("latest", "unknown value latest")])
def test_version_header(sender, key, version, text):
    headers = {"x-api-key": key("anthropic"), **({"anthropic-version": version} if version else {})}
    answer = sender.send("POST", "/v1/messages", json={}, headers=headers)
    assert answer.status_code == 400
    assert text in message(answer)


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_content_type(sender, key, content_type):
    headers = {"content-type": content_type} if content_type else {}
    answer = sender.send("POST", "/v1/responses", key("openai"), headers=headers, content=b"{}")
    assert answer.status_code == 400
    assert f"this request has {content_type or 'none'}" in message(answer)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "it is empty"),
        (b'{"model": "gpt-5.5",}', "trailing comma"),
        (b"[]", "must be a JSON object"),
        (b'{"a": NaN}', "expected value"),
        (b'{"model": "gpt-5.5", "input": "x", "temperature": 1e999}', "'temperature': must be a finite number"),
        (b'{"a": "\xff"}', "invalid unicode"),
        (b"[" * 10_000, "recursion limit"),
    ],
)
def test_bad_json(sender, key, body, text):
    answer = sender.send(
        "POST", "/v1/responses", key("openai"), headers={"content-type": "application/json"}, content=body
    )
    assert answer.status_code == 400
    assert text in message(answer)


def test_too_large(sender, key, facts):
    body = b" " * (facts.limits.request_megabytes * 1024 * 1024 + 1)
    answer = sender.send(
        "POST", "/v1/responses", key("openai"), headers={"content-type": "application/json"}, content=body
    )
    assert answer.status_code == 413
    assert message(answer) == "The request body is larger than 32 MB."


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/chat/completions", "lacks /v1"),
        ("/messages", "lacks /v1"),
        ("/models/gemini-3.8-flash:generateContent", "lacks /v1beta"),
        ("/v1/v1/messages", "has /v1 twice"),
        ("/v1beta/v1/models/m:generateContent", "has /v1beta and /v1"),
        ("/v1/chat/completions/chat/completions", "ends in /chat/completions"),
        ("/v1/messages/v1/messages", "ends in /v1/messages"),
        ("/v1/chat/completions/", "a slash too many"),
        ("/api/chat/completions", "Did you mean /v1/chat/completions?"),
        ("/v1beta/models/m:embedContent", "does not offer that"),
    ],
)
def test_unknown_path(sender, path, hint):
    answer = sender.send("POST", path, json={})
    assert answer.status_code == 404
    assert f"POST {path}." in message(answer)
    assert hint in sender.refusal


@pytest.mark.parametrize(("method", "path", "allow"), [("GET", "/v1/responses", "POST"), ("POST", "/v1/models", "GET")])
def test_wrong_method(sender, method, path, allow):
    answer = sender.send(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allow


@pytest.mark.parametrize("host", ["api.elsewhere.example", "127.0.0.1"])
def test_unknown_host(sender, key, host):
    answer = sender.send("GET", "/v1/models", key("openai"), headers={"host": host})
    assert answer.status_code == 421
    assert host in message(answer)


def test_certificate_names(connect, gateway):
    with (
        connect(gateway).client as client,
        pytest.raises(httpx2.ConnectError, match="certificate is not valid for"),
    ):
        client.get("https://www.gateway.example/v1/models")


def test_every_region(sender, key):
    answer = sender.send("GET", "https://eu.api.gateway.example/v1/models", key("openai"))
    assert answer.status_code == 200
    assert sender.gateway.journal.exchanges[-1].host == "eu.api.gateway.example"


@pytest.mark.parametrize(
    "asked, text",
    {
        "openai gpt-9": "The model gpt-9 does not exist.",
        "gemini gemini-9": "The model gemini-9 does not exist.",
        "openai gpt-5.6-sol": "not in the group openai-standard of this API key. GET /v1/models lists",
        "openai claude-opus-5-5": "belongs to Anthropic, this endpoint serves OpenAI",
    }.items(),
)
def test_models(ask, asked, text):
    vendor, model = asked.split()
    answer = ask(vendor, model=model)
    assert answer.status_code == 404
    assert text in message(answer)


def test_wrong_kind_of_model(ask, sender, key):
    assert "does not chat" in message(ask("openai", model="text-embedding-3-small"))
    answer = sender.send("POST", "/v1/embeddings", key("openai"), {"model": "gpt-5.5", "input": "x"})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "model")


@pytest.mark.parametrize("state", ["html", "html-502"])
def test_web_page(ask, sender, state):
    answer = ask("openai", state)
    assert answer.status_code == (502 if state == "html-502" else 200)
    assert answer.headers["content-type"].startswith("text/html")
    assert "web page" in sender.refusal
