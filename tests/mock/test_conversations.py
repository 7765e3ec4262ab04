"""Three turns with a tool through the vendors' SDKs: each turn sends back what the mock has answered before."""

from __future__ import annotations

import json

import pytest
from google import genai

BASE = "https://api.gateway.example"
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
QUESTIONS = ("Use get_weather for Paris.", "Say that again.", "Use get_weather for Rome.")
#: What the SDK's streams add to a message for the program alone.
PARSED = {"parsed": True, "tool_calls": {"__all__": {"index": True, "function": {"parsed_arguments"}}}}
FUNCTION = {"name": "get_weather", "description": "Weather", "parameters": SCHEMA}


@pytest.fixture
def gemini(sdk_http, key):
    options = genai.types.HttpOptions(base_url=BASE, api_version="v1beta", httpx_client=sdk_http)
    return genai.Client(api_key=key("gemini"), http_options=options)


@pytest.mark.parametrize("streams", [False, True])
def test_chat(gpt, streams):
    messages, calls = [], 0
    asked = {"model": "gpt-5.5", "messages": messages, "tools": [{"type": "function", "function": FUNCTION}]}

    def next_message():
        if not streams:
            return gpt.chat.completions.create(**asked).choices[0].message
        with gpt.chat.completions.stream(**asked) as stream:
            return stream.get_final_completion().choices[0].message

    for question in QUESTIONS:
        messages.append({"role": "user", "content": question})
        answer = next_message()
        messages.append(answer.model_dump(exclude=PARSED))
        for call in answer.tool_calls or []:
            calls += 1
            assert json.loads(call.function.arguments).keys() == {"city"}
            messages.append({"role": "tool", "tool_call_id": call.id, "content": "sunny"})
        if answer.tool_calls:
            messages.append(next_message().model_dump(exclude=PARSED))
            assert messages[-1]["content"] == "The tool answered: sunny"
    assert calls == 2


@pytest.mark.parametrize("streams", [False, True])
def test_responses(gpt, streams):
    items, calls = [], 0
    asked = {"model": "gpt-5.5", "input": items, "tools": [{"type": "function", **FUNCTION}], "store": False}

    def next_response():
        if not streams:
            return gpt.responses.create(**asked)
        with gpt.responses.stream(**asked) as stream:
            return stream.get_final_response()

    for question in QUESTIONS:
        items.append({"role": "user", "content": question})
        answer = next_response()
        assert [tool.name for tool in answer.tools] == ["get_weather"] and answer.store is False
        items += answer.output
        for call in [item for item in answer.output if item.type == "function_call"]:
            calls += 1
            assert json.loads(call.arguments).keys() == {"city"}
            items.append({"type": "function_call_output", "call_id": call.call_id, "output": "sunny"})
        if isinstance(items[-1], dict):
            answer = next_response()
            assert answer.output_text == "The tool answered: sunny"
            items += answer.output
    assert calls == 2


@pytest.mark.parametrize("streams", [False, True])
def test_messages(claude, streams):
    messages, calls = [], 0
    tool = {"name": "get_weather", "description": "Weather", "input_schema": SCHEMA}
    asked = {"model": "claude-opus-5-5", "max_tokens": 100, "messages": messages, "tools": [tool]}

    def next_message():
        if not streams:
            return claude.messages.create(**asked)
        with claude.messages.stream(**asked) as stream:
            return stream.get_final_message()

    for question in QUESTIONS:
        messages.append({"role": "user", "content": question})
        answer = next_message()
        messages.append({"role": "assistant", "content": answer.content})
        results = [
            {"type": "tool_result", "tool_use_id": block.id, "content": "sunny"}
            for block in answer.content
            if block.type == "tool_use" and block.input.keys() == {"city"}
        ]
        calls += len(results)
        assert answer.stop_reason == ("tool_use" if results else "end_turn")
        if results:
            messages.append({"role": "user", "content": results})
            messages.append({"role": "assistant", "content": next_message().content})
            assert messages[-1]["content"][0].text == "The tool answered: sunny"
    assert calls == 2


@pytest.mark.parametrize("streams", [False, True])
def test_generate(gemini, streams):
    types = genai.types
    declared = types.FunctionDeclaration(name="get_weather", description="Weather", parameters_json_schema=SCHEMA)
    config = types.GenerateContentConfig(
        tools=[types.Tool(function_declarations=[declared])],
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )
    contents, calls = [], 0

    def next_content():
        asked = {"model": "gemini-3.8-flash", "contents": contents, "config": config}
        if not streams:
            return gemini.models.generate_content(**asked).candidates[0].content
        parts = [
            part
            for chunk in gemini.models.generate_content_stream(**asked)
            for part in chunk.candidates[0].content.parts
        ]
        return types.Content(role="model", parts=parts)

    for question in QUESTIONS:
        contents.append(types.Content(role="user", parts=[types.Part(text=question)]))
        answer = next_content()
        contents.append(answer)
        for call in [part.function_call for part in answer.parts if part.function_call]:
            calls += 1
            assert call.args.keys() == {"city"}
            result = types.Part.from_function_response(name=call.name, response={"result": "sunny"})
            contents.append(types.Content(role="user", parts=[result]))
            contents.append(next_content())
            assert "sunny" in "".join(part.text for part in contents[-1].parts)
    assert calls == 2


def test_forced_calls(gpt, claude, gemini):
    """A choice that forces a tool is answered with that tool, whatever the text says."""
    user, other = [{"role": "user", "content": "Hi"}], FUNCTION | {"name": "other"}
    functions = [{"type": "function", "function": one} for one in (FUNCTION, other)]
    for choice, name in (
        ("required", "get_weather"),
        ({"type": "function", "function": {"name": "other"}}, "other"),
    ):
        answer = gpt.chat.completions.create(model="gpt-5.5", messages=user, tools=functions, tool_choice=choice)
        assert answer.choices[0].message.tool_calls[0].function.name == name
        assert answer.choices[0].finish_reason == "tool_calls" and answer.choices[0].message.content is None
    items = [{"type": "function", **one} for one in (FUNCTION, other)]
    choice = {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "other"}]}
    assert gpt.responses.create(model="gpt-5.5", input="Hi", tools=items, tool_choice=choice).output[0].name == "other"
    tools = [{"name": one["name"], "input_schema": SCHEMA} for one in (FUNCTION, other)]
    for choice, name in (({"type": "any"}, "get_weather"), ({"type": "tool", "name": "other"}, "other")):
        asked = {"model": "claude-opus-5-5", "max_tokens": 100, "messages": user, "tools": tools, "tool_choice": choice}
        assert claude.messages.create(**asked).content[0].name == name
    config = {
        "tools": [{"function_declarations": [{"name": "f"}, {"name": "g"}]}],
        "tool_config": {"function_calling_config": {"mode": "ANY", "allowed_function_names": ["g"]}},
    }
    answer = gemini.models.generate_content(model="gemini-3.8-flash", contents="Hi", config=config)
    assert answer.function_calls[0].name == "g"


def test_limits_and_stops(gpt, claude, gemini):
    """An answer ends at the limit, and before a text at which it must stop; it says which."""
    user = [{"role": "user", "content": "Say one two three four."}]
    cut = gpt.chat.completions.create(model="gpt-5.5", messages=user, max_completion_tokens=2)
    assert (cut.choices[0].message.content, cut.choices[0].finish_reason) == ("one two", "length")
    assert cut.usage.completion_tokens == 2
    long = "Say " + " ".join(map(str, range(40)))
    response = gpt.responses.create(model="gpt-5.5", input=long, max_output_tokens=16)
    assert (response.status, response.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    assert len(response.output_text.split()) == 16
    message = claude.messages.create(model="claude-opus-5-5", max_tokens=2, messages=user)
    assert (message.content[0].text, message.stop_reason) == ("one two", "max_tokens")
    for stop in (" three", "three"):
        message = claude.messages.create(model="claude-opus-5-5", max_tokens=9, messages=user, stop_sequences=[stop])
        assert message.content[0].text == "one two"
        assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", stop)
    answer = gemini.models.generate_content(
        model="gemini-3.8-flash", contents="Say one two three.", config={"max_output_tokens": 2}
    )
    assert (answer.text, answer.candidates[0].finish_reason) == ("one two", "MAX_TOKENS")
