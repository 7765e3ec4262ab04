"""The vendors' own Python SDKs read every answer, and nothing in it is unknown to their types."""

import json

import anthropic
import httpx2
import openai
import pytest
from google import genai
from pydantic import BaseModel, TypeAdapter

USER = [{"role": "user", "content": "Say hello there."}]
BASE = "https://api.gateway.example"


@pytest.fixture(params=["v1", "v1beta"])
def gemini(request, sdk_http, key):
    options = genai.types.HttpOptions(base_url=BASE, api_version=request.param, httpx_client=sdk_http)
    return genai.Client(api_key=key("gemini"), http_options=options)


#: What the real APIs answer, by recorded exchanges, and the SDKs' types do not have.
BESIDES = {"frequency_penalty", "presence_penalty", "store", "billing", "serviceTier", "obfuscation"}


def exact(type_, data):
    """`data` as `type_`: strictly, and without a field that neither the type nor the real API knows."""
    if usage := data.get("usageMetadata"):  # Google's types take nothing that they do not know
        data = {**data, "usageMetadata": {name: usage[name] for name in usage if name not in BESIDES}}
    value = TypeAdapter(type_).validate_json(json.dumps(data), strict=True)
    assert set(unknown(value)) <= BESIDES
    return value


def unknown(value):
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in value.model_fields_set:
            yield from unknown(getattr(value, name, None))
    elif isinstance(value, list):
        for item in value:
            yield from unknown(item)


def events(text):
    """The (event, data) pairs of a stream of server-sent events."""
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        yield fields.get("event"), fields["data"]


def test_chat(gpt, sender, key):
    answer = gpt.chat.completions.create(model="gpt-5.5", messages=USER, n=2)
    assert [choice.message.content for choice in answer.choices] == ["hello there"] * 2
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (3, 4)
    raw = sender.send("POST", "/v1/chat/completions", key("openai"), {"model": "gpt-5.5", "messages": USER})
    exact(openai.types.chat.ChatCompletion, raw.json())


def test_chat_stream(gpt):
    stream = gpt.chat.completions.create(
        model="gpt-5.5", messages=USER, stream=True, stream_options={"include_usage": True}
    )
    *chunks, last = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "hello there"
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert (last.choices, last.usage.total_tokens) == ([], 5)


def test_chat_stream_bytes(ask):
    *chunks, done = events(ask("openai", stream=True).text)
    assert done == (None, "[DONE]")
    for _, data in chunks:
        assert exact(openai.types.chat.ChatCompletionChunk, json.loads(data)).usage is None


def test_responses(gpt, sender, key):
    answer = gpt.responses.create(model="gpt-5.5", input="Reply with exactly Hello, World.", instructions="x")
    assert answer.output_text == "Hello, World"
    assert answer.usage.total_tokens == 8
    raw = sender.send("POST", "/v1/responses", key("openai"), {"model": "gpt-5.5", "input": "x"})
    exact(openai.types.responses.Response, raw.json())


def test_responses_stream(gpt, sender, key):
    with gpt.responses.stream(model="gpt-5.5", input=USER) as stream:
        assert stream.get_final_response().output_text == "hello there"
    raw = sender.send("POST", "/v1/responses", key("openai"), {"model": "gpt-5.5", "input": USER, "stream": True})
    seen = list(events(raw.text))
    parsed = [exact(openai.types.responses.ResponseStreamEvent, json.loads(data)) for _, data in seen]
    assert [event.type for event in parsed] == [name for name, _ in seen]
    assert [event.sequence_number for event in parsed] == list(range(len(seen)))
    assert (seen[0][0], seen[-1][0]) == ("response.created", "response.completed")


def test_embeddings(gpt, sender, key):
    answer = gpt.embeddings.create(model="text-embedding-3-small", input=["a b", "c"], dimensions=5)
    assert [len(item.embedding) for item in answer.data] == [5, 5]
    assert sum(number**2 for number in answer.data[0].embedding) == pytest.approx(1)
    body = {"model": "text-embedding-3-small", "input": ["a b", "c"], "dimensions": 5}
    raw = exact(openai.types.CreateEmbeddingResponse, sender.send("POST", "/v1/embeddings", key("openai"), body).json())
    assert raw.data[0].embedding == pytest.approx(answer.data[0].embedding)


def test_openai_models(gpt, facts, sender, key):
    expected = [model.id for model in facts.models if "openai-standard" in model.groups]
    assert [model.id for model in gpt.models.list()] == expected
    exact(openai.types.Model, sender.send("GET", "/v1/models/gpt-5.5", key("openai")).json())
    with pytest.raises(openai.NotFoundError, match="is not in the group openai-standard"):
        gpt.models.retrieve("gpt-5.6-sol")


def test_messages(claude, ask):
    answer = claude.messages.create(model="claude-opus-5-5", max_tokens=9, messages=USER)
    assert (answer.content[0].text, answer.stop_reason) == ("hello there", "end_turn")
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (3, 2)
    exact(anthropic.types.Message, ask("anthropic").json())


def test_messages_stream(claude, ask):
    with claude.messages.stream(model="claude-opus-5-5", max_tokens=9, messages=USER) as stream:
        assert "".join(stream.text_stream) == "hello there"
        assert stream.get_final_message().usage.output_tokens == 2
    seen = list(events(ask("anthropic", stream=True).text))
    for name, data in seen:
        assert json.loads(data)["type"] == name
        assert name == "ping" or exact(anthropic.types.RawMessageStreamEvent, json.loads(data))
    assert [seen[0][0], seen[-2][0], seen[-1][0]] == ["message_start", "message_delta", "message_stop"]


def test_beta_messages(claude):
    answer = claude.beta.messages.create(
        model="claude-opus-5-5",
        max_tokens=9,
        messages=USER,
        betas=["context-management-2025-06-27"],
        context_management={"edits": []},
    )
    assert answer.content[0].text == "hello there"


def test_count_tokens(claude):
    assert claude.messages.count_tokens(model="claude-opus-5-5", messages=USER).input_tokens == 3


def test_anthropic_models(claude, facts, sender, key):
    models = list(claude.models.list())
    assert [model.id for model in models] == [model.id for model in facts.models if "claude-standard" in model.groups]
    assert models[-1].lifecycle == "deprecated"
    headers = {"anthropic-version": "2023-06-01"}
    raw = sender.send("GET", "/v1/models/claude-opus-5-5", key("anthropic"), headers=headers)
    exact(anthropic.types.ModelInfo, raw.json())


def test_generate(gemini, ask):
    answer = gemini.models.generate_content(model="gemini-3.8-flash", contents="Say hello there.")
    assert (answer.text, answer.candidates[0].finish_reason) == ("hello there", "STOP")
    assert answer.usage_metadata.total_token_count == 5
    exact(genai.types.GenerateContentResponse, ask("gemini").json())


def test_generate_stream(gemini):
    chunks = list(gemini.models.generate_content_stream(model="gemini-3.8-flash", contents="Say hello there."))
    assert [chunk.text for chunk in chunks] == ["hello", " there"]
    assert chunks[-1].usage_metadata.candidates_token_count == 2


def test_generate_array(sender, key):
    body = {"contents": [{"parts": [{"text": "Say hello there."}]}]}
    path = "/v1beta/models/gemini-3.8-flash:streamGenerateContent"
    answer = sender.send("POST", path, json=body, headers={"x-goog-api-key": key("gemini")})
    parts = [exact(genai.types.GenerateContentResponse, item).text for item in answer.json()]
    assert parts == ["hello", " there"]


def test_gemini_count(gemini):
    assert gemini.models.count_tokens(model="gemini-3.8-flash", contents="one two").total_tokens == 2


def test_gemini_models(gemini, facts):
    assert {model.name for model in gemini.models.list()} == {
        f"models/{model.id}" for model in facts.models if model.vendor == "gemini"
    }
    assert "generateContent" in gemini.models.get(model="gemini-3.8-flash").supported_actions


class City(BaseModel):
    name: str
    people: int
    twins: list[str] = []


def test_structured_output(gpt, claude, gemini):
    assert gpt.responses.parse(model="gpt-5.5", input="x", text_format=City).output_parsed.people == 1
    assert claude.messages.parse(model="claude-opus-5-5", max_tokens=9, messages=USER, output_format=City).parsed_output
    config = {"response_mime_type": "application/json", "response_schema": City}
    assert gemini.models.generate_content(model="gemini-3.8-flash", contents="x", config=config).parsed.people == 1


def test_greeting(gpt, facts):
    answer = gpt.responses.create(model="gpt-5.5", input="What is new?")
    assert answer.output_text == f"Hello from {facts.name}."


def test_retries(sdk_http, key, gateway):
    client = openai.OpenAI(base_url=f"{BASE}/v1", api_key=key("openai", state="expired"), http_client=sdk_http)
    before = len(gateway.journal.exchanges)
    with pytest.raises(openai.AuthenticationError, match="This API key has expired") as caught:
        client.models.list()
    assert caught.value.request_id.startswith("req_")
    assert len(gateway.journal.exchanges) == before + 1


@pytest.mark.parametrize("stream", [True, False])
def test_cut(sender, key, stream):
    body = {"model": "gpt-5.5", "messages": USER, "stream": stream}
    with pytest.raises(httpx2.RemoteProtocolError):
        sender.send("POST", "/v1/chat/completions", key("openai", state="cut"), body)


def test_cut_stream_begins(sdk_http, key):
    client = openai.OpenAI(
        base_url=f"{BASE}/v1", api_key=key("openai", state="cut"), http_client=sdk_http, max_retries=0
    )
    stream = client.responses.create(model="gpt-5.5", input="say one two three", stream=True)
    assert next(iter(stream)).type == "response.created"
    with pytest.raises(openai.APIConnectionError):
        list(stream)


def test_slow(sender, key):
    body = {"contents": [{"parts": [{"text": "Say hello there."}]}]}
    path = f"/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse&key={key('gemini', state='slow')}"
    answer = sender.send("POST", path, json=body)
    assert len(list(events(answer.text))) == 2
    assert answer.elapsed.total_seconds() >= 0.2
