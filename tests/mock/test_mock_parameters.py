"""Requests are checked to the last field, and the message names the field."""

import pytest

USER = {"role": "user", "content": "hi"}
IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "aGk="}}
TOOL = {"name": "f", "input_schema": {"type": "object"}}


def chat(**changes):
    return "openai", changes


def claude(**changes):
    return "anthropic", changes


def gemini(**changes):
    return "gemini", changes


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (chat(temprature=1), "Unknown parameter: 'temprature'."),
        (chat(messages=None), "Invalid value for 'messages': must be an array."),
        (chat(messages=[]), "Invalid value for 'messages': must have at least 1 item."),
        (chat(stop=["a"] * 5), "Invalid value for 'stop': must have at most 4 items."),
        (chat(messages=[{"content": "x"}]), "Missing required parameter: 'messages[0].role'."),
        (
            chat(messages=[{"role": "usr", "content": "x"}]),
            "Invalid value for 'messages[0].role': must be 'developer' or",
        ),
        (chat(messages=[USER, {"role": "user", "content": 5}]), "'messages[1].content': must be a string or an array."),
        (
            chat(messages=[{"role": "user", "content": [{"type": "text", "tex": "x"}]}]),
            "Missing required parameter: 'messages[0].content[0].text'.",
        ),
        (chat(messages=[{**USER, "contents": 1}]), "Unknown parameter: 'messages[0].contents'."),
        (chat(temperature=2.1), "Invalid value for 'temperature': must be less than or equal to 2."),
        (chat(temperature="1"), "Invalid value for 'temperature': must be a number."),
        (chat(top_p=-1), "Invalid value for 'top_p': must be greater than or equal to 0."),
        (chat(max_tokens=0), "Invalid value for 'max_tokens': must be greater than or equal to 1."),
        (chat(max_completion_tokens=1.5), "Invalid value for 'max_completion_tokens': must be an integer."),
        (chat(n=0), "Invalid value for 'n'"),
        (chat(stream="yes"), "Invalid value for 'stream': must be true or false."),
        (chat(stream_options={"include_usage": True}), "'stream_options': is allowed only with stream."),
        (
            chat(tools=[{"type": "function", "function": {"nam": "f"}}]),
            "Missing required parameter: 'tools[0].function.name'.",
        ),
        (chat(metadata={"a": 1}), "Invalid value for 'metadata.a': must be a string."),
        (chat(model=5), "Invalid value for 'model': must be a string."),
        (claude(max_tokens=None), "Invalid value for 'max_tokens': must be an integer."),
        (claude(temperature=1.1), "Invalid value for 'temperature': must be less than or equal to 1."),
        (claude(max_token=1), "Unknown parameter: 'max_token'."),
        (claude(context_management={}), "Unknown parameter: 'context_management'."),
        (claude(user_profile_id="x"), "Unknown parameter: 'user_profile_id'."),
        (claude(messages=[{"role": "user", "content": [{**IMAGE, "alt": "x"}]}]), "'messages[0].content[0].alt'"),
        (claude(messages=[{"role": "user", "content": [{"type": "txt"}]}]), "'messages[0].content[0].type': must be"),
        (claude(system=[{"type": "text"}]), "Missing required parameter: 'system[0].text'."),
        (claude(tools=[{**TOOL, "name": 1}]), "'tools[0].name'"),
        (gemini(contents="hi"), "Invalid value for 'contents': must be an array."),
        (gemini(messages=[]), "Unknown parameter: 'messages'."),
        (
            gemini(contents=[{"role": "system", "parts": [{"text": "x"}]}]),
            "'contents[0].role': must be 'user', 'model'",
        ),
        (gemini(contents=[{"parts": [{"texts": "x"}]}]), "Unknown parameter: 'contents[0].parts[0].texts'."),
        (gemini(contents=[{"role": "user"}]), "Missing required parameter: 'contents[0].parts'."),
        (
            gemini(generationConfig={"temperature": 3}),
            "'generationConfig.temperature': must be less than or equal to 2.",
        ),
        (gemini(generationConfig={"maxTokens": 3}), "Unknown parameter: 'generationConfig.maxTokens'."),
        (gemini(generationConfig={"thinkingConfig": {"thinkingBudget": "9"}}), "thinkingBudget': must be an integer."),
        (
            gemini(generationConfig={"responseModalities": ["SMELL"]}),
            "'generationConfig.responseModalities[0]': must be",
        ),
    ],
)
def test_refused(ask, request_, text):
    vendor, changes = request_
    answer = ask(vendor, **changes)
    assert answer.status_code == 400
    assert text in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            {"input": [{"role": "user", "content": [{"type": "text", "text": "x"}]}]},
            "'input[0].content[0].type': must be 'input_text'",
        ),
        ({"input": [{"role": "user"}]}, "Missing required parameter: 'input[0].content'."),
        ({"messages": [USER]}, "Unknown parameter: 'messages'."),
        ({}, "Missing required parameter: 'input'."),
        ({"input": 5}, "Invalid value for 'input': must be a string or an array."),
        ({"input": "x", "max_tokens": 5}, "Unknown parameter: 'max_tokens'."),
        ({"input": "x", "tools": [{"type": "function", "function": {"name": "f"}}]}, "tools[0]"),
    ],
)
def test_responses(sender, key, body, text):
    answer = sender.send("POST", "/v1/responses", key("openai"), {"model": "gpt-5.5", **body})
    assert answer.status_code == 400
    assert text in answer.json()["error"]["message"]


@pytest.mark.parametrize("bad", [{"input": []}, {"dimensions": 0}, {"encoding_format": "hex"}, {"inputs": "x"}])
def test_embeddings(sender, key, bad):
    body = {"model": "text-embedding-3-small", "input": "x", **bad}
    assert sender.send("POST", "/v1/embeddings", key("openai"), body).status_code == 400


@pytest.mark.parametrize(
    "request_",
    [
        chat(temperature=1, n=2, stop=[], metadata={"a": "b"}, tools=[{"type": "function", "function": {"name": "f"}}]),
        chat(messages=[{"role": "developer", "content": "x"}, USER, {"role": "assistant", "content": "y"}, USER]),
        claude(system="x", temperature=1, top_k=5, tools=[TOOL], messages=[{"role": "user", "content": [IMAGE]}]),
        gemini(systemInstruction={"parts": [{"text": "x"}]}, generationConfig={"topK": 3, "maxOutputTokens": 9}),
        gemini(system_instruction={"parts": [{"text": "x"}]}, generation_config={"response_modalities": ["text"]}),
        gemini(tools=[{"functionDeclarations": [{"name": "f", "parameters": {"type": "object"}}]}]),
    ],
)
def test_accepted(ask, request_):
    vendor, changes = request_
    answer = ask(vendor, **changes)
    assert answer.status_code == 200, answer.text


def test_beta_fields(sender, key):
    body = {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [USER], "context_management": {"edits": []}}
    headers = {"anthropic-version": "2023-06-01"}
    assert sender.send("POST", "/v1/messages?beta=true", key("anthropic"), body, headers=headers).status_code == 200
