"""Which addresses answer besides the right ones, what stands in headers, and in which language."""

from __future__ import annotations

import pytest

from gateway_docs.dialects import dialect
from gateway_docs.software import software, software_ids

#: Software -> a path -> what is at it, for a good key and a right body: ok, html, or a status.
PLACES = {
    "new-api": {
        "/chat/completions": "html",
        "/responses": "html",
        "/v1/v1/chat/completions": 404,
        "//v1/chat/completions": "html",
    },
    "one-api": {
        "/chat/completions": "html",
        "/v1/messages": 404,
        "/v1/responses": 404,
        "/v1beta/models/m:generateContent": 404,
    },
    "sub2api": {
        "/chat/completions": "ok",
        "/messages": "html",
        "/v1/v1/chat/completions": 404,
        "//v1/chat/completions": "html",
    },
    "claude-relay-service": {"/chat/completions": 404, "/messages": 404},
    "litellm": {
        "/chat/completions": "ok",
        "/messages": 404,
        "//v1/chat/completions": "ok",
        "/v1/v1/chat/completions": 404,
    },
}


@pytest.mark.parametrize(("software_id", "path"), [(id_, path) for id_, places in PLACES.items() for path in places])
def test_place(speaking, software_id, path):
    answer = speaking(software_id).send("openai", path=path)
    is_html = "text/html" in answer.headers["content-type"]
    found = "html" if is_html else "ok" if answer.status_code == 200 else answer.status_code
    assert found == PLACES[software_id][path]


@pytest.mark.parametrize("software_id", software_ids())
def test_gemini_versions(speaking, software_id):
    paths = {version: f"{version}/models/{{model}}:generateContent" for version in dialect("gemini").versions}
    answers = {version: speaking(software_id).send("gemini", path=path) for version, path in paths.items()}
    served = [version for version, answer in answers.items() if answer.status_code == 200]
    assert served == software(software_id).gemini_versions


@pytest.mark.parametrize(
    ("software_id", "status"),
    [("new-api", 401), ("one-api", 401), ("sub2api", 200), ("claude-relay-service", 200), ("litellm", 200)],
)
def test_openai_key_in_anthropics_header(speaking, software_id, status):
    asker = speaking(software_id)
    answer = asker.send("openai", key="", headers={"x-api-key": asker.key("openai")})
    assert answer.status_code == status


@pytest.mark.parametrize("software_id", software_ids())
def test_request_id_and_no_neutral_headers(speaking, software_id):
    asker = speaking(software_id)
    for answer in (asker.send("openai"), asker.send("openai", model="no-such-9")):
        assert answer.headers[software(software_id).request_id].startswith("req_")
        others = {"x-request-id", "request-id", "x-should-retry"} - {software(software_id).request_id}
        assert others.isdisjoint(answer.headers)


def test_no_request_id_where_the_key_is_refused(speaking):
    assert "x-litellm-call-id" not in speaking("litellm").send("openai", key="").headers


def test_retry_after_is_told_by_litellm_alone(speaking):
    told = {}
    for id_ in software_ids():
        asker = speaking(id_)
        told[id_] = asker.send("openai", key=asker.key("openai", "rate-limited")).headers.get("retry-after")
    assert {id_: seconds for id_, seconds in told.items() if seconds} == {"litellm": "60"}


def test_new_api_speaks_the_language_that_is_accepted(speaking):
    chinese = speaking("new-api").send("openai", key="", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert chinese.json()["error"]["message"].startswith("无效的令牌")


def test_litellm_answers_with_one_key_in_any_format(speaking):
    asker = speaking("litellm")
    answers = [asker.send(dialect, key=asker.key("openai")) for dialect in ("openai", "anthropic", "gemini")]
    assert {answer.status_code for answer in answers} == {200}
