"""What counts as a difference between two answers, and what an answer costs."""

from __future__ import annotations

import json

import pytest

from gateway_docs.dialects.tokens import USUAL_OUTPUT, most_tokens, used_tokens, with_limit
from gateway_docs.relay.budget import Budget, Spent
from gateway_docs.relay.comparison import compare, error_text

ANSWER = {"id": "a", "choices": [{"text": "x", "index": 0}], "usage": {"n": 1, "details": None}}


def told(mock: object, gateway: object, statuses: tuple[int, int] = (200, 200)) -> list[tuple[str, bool]]:
    bodies = [body if isinstance(body, bytes) else json.dumps(body).encode() for body in (mock, gateway)]
    return [(one.text, one.grave) for one in compare("R", (statuses[0], bodies[0]), (statuses[1], bodies[1]))]


def test_same_shape():
    assert told(ANSWER, ANSWER | {"id": "b", "usage": {"n": 7, "details": None}}) == []


def test_missing_is_grave():
    assert told(ANSWER, {"id": "a", "choices": [{"text": "x", "index": 0}], "usage": {"details": None}}) == [
        ("the gateway lacks usage.n (number)", True)
    ]


def test_what_is_not_relied_on_is_not_grave():
    ours = ANSWER | {"usage": {"n": 1, "service_tier": "standard", "details": None}, "error": None}
    assert told(ours, ANSWER | {"usage": {"n": 1}}) == [("the gateway lacks usage.service_tier (text)", False)]


def test_more_is_not_grave():
    assert told(ANSWER, ANSWER | {"provider": "x"}) == [("the gateway adds provider (text)", False)]


def test_another_type():
    assert told(ANSWER, ANSWER | {"id": 7}) == [("id is text in the mock, number in the gateway", True)]


def test_null_stands_for_any_type():
    assert told(ANSWER, ANSWER | {"usage": {"n": 1, "details": {"cached": 1}}})[-1][1] is False


def test_empty_list_has_no_items_to_miss():
    assert told({"tools": [{"name": "x"}]}, {"tools": []}) == [("the gateway adds tools[] (empty list)", False)]


def test_status():
    error = {"error": {"message": "No such model"}}
    assert told(ANSWER, error, (200, 404)) == [("status: mock 200, gateway 404 (No such model)", True)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"detail": "Not Found"}, "Not Found"),
        ({"detail": [{"loc": ["body"]}]}, '[{"loc": ["body"]}]'),
        ({"code": "INVALID_API_KEY", "message": "Invalid API key"}, "INVALID_API_KEY Invalid API key"),
        ({"error": "Invalid API key", "message": "API key is disabled"}, "Invalid API key API key is disabled"),
        ({"error": "Missing API key"}, "Missing API key"),
        ({"error": {"code": 503, "message": "No accounts", "status": "UNAVAILABLE"}}, "No accounts"),
        ({"error": {"type": "new_api_error", "message": "Invalid token", "code": ""}}, "Invalid token"),
        ({"status": "failure", "message": "Something went wrong"}, "Something went wrong"),
        (b"404 page not found", "404 page not found"),
        ({}, "{}"),
        (b"[" * 5000, "[" * 120),
    ],
)
def test_words_of_every_form(body, words):
    assert error_text(body if isinstance(body, bytes) else json.dumps(body).encode()) == words


def test_form_is_told_though_the_status_differs():
    """An Anthropic client cannot read OpenAI's form."""
    ours = {"type": "error", "error": {"type": "x", "message": "No key"}}
    assert told(ours, {"error": {"message": "No key", "type": "y", "param": None}}, (401, 403)) == [
        ("status: mock 401, gateway 403 (No key)", True),
        ("form of the error: mock type, error.type, error.message, gateway error.message, error.type", False),
    ]
    assert told(ours, ours, (402, 422)) == [("status: mock 402, gateway 422 (No key)", True)]


def test_error_text_is_not_grave():
    ours, theirs = {"error": {"message": "a"}}, {"error": {"message": "b"}}
    assert told(ours, theirs, (404, 404)) == [("error text: mock 'a', gateway 'b'", False)]


def test_streams_are_compared_by_event():
    ours = b'event: a\ndata: {"type": "a", "x": 1}\n\ndata: {"type": "b", "y": "t"}\n\ndata: [DONE]\n\n'
    theirs = b'data: {"type": "a", "x": 2}\n\n'
    assert told(ours, theirs) == [("the gateway lacks b (with all in it)", True)]


CHAT = "/v1/chat/completions"


@pytest.mark.parametrize(
    ("path", "body", "most"),
    [
        (CHAT, {"model": "m", "max_tokens": 10}, 10),
        (CHAT, {"model": "m"}, USUAL_OUTPUT),
        ("/v1/messages", {"max_tokens": 128000}, 128000),
        ("/v1/responses", {"max_output_tokens": 5}, 5),
        ("/v1beta/models/g:streamGenerateContent", {"generationConfig": {"maxOutputTokens": 7}}, 7),
        ("/v1/embeddings", {"input": "x"}, 0),
    ],
)
def test_most_tokens(path, body, most):
    data = json.dumps(body).encode()
    assert most_tokens(path, data) == len(data) + most
    assert most_tokens(path, with_limit(path, data)) >= most_tokens(path, data)


@pytest.mark.parametrize("path", ["/v1/models", "/v1/messages/count_tokens"])
def test_free_requests(path):
    assert most_tokens(path, b'{"messages": []}') == 0


def test_limit_is_set_where_there_is_none():
    assert json.loads(with_limit(CHAT, b'{"model": "m"}'))["max_completion_tokens"] == USUAL_OUTPUT
    assert with_limit(CHAT, b'{"max_tokens": 9}') == b'{"max_tokens": 9}'
    gemini = json.loads(with_limit("/v1/models/g:generateContent", b"{}"))
    assert gemini == {"generationConfig": {"maxOutputTokens": USUAL_OUTPUT}}


def test_used_tokens_of_a_stream():
    """Anthropic counts the input in the first event and the output again and again."""
    stream = b'data: {"message": {"usage": {"input_tokens": 9, "output_tokens": 1}}}\n\n'
    stream += b'data: {"usage": {"output_tokens": 5}}\n\ndata: {"usage": {"output_tokens": 8}}\n\n'
    assert used_tokens(stream) == 17


def test_budget_stops_before_it_is_exceeded():
    budget = Budget(100)
    budget.begin(60)
    budget.end(60, 5)
    budget.begin(90)
    with pytest.raises(Spent, match="95 of 100 tokens are spent"):
        budget.begin(10)
