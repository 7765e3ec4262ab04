from litellm import completion, stream_chunk_builder

PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TOOL = {"type": "function", "function": {"name": "get_weather", "parameters": PARAMETERS}}


def answer(messages, streams):
    answered = completion(model="VENDOR_PREFIX/VENDOR_MODEL", messages=messages, tools=[TOOL], stream=streams)
    whole = stream_chunk_builder(list(answered)) if streams else answered
    return whole.choices[0].message.model_dump()


said = []
for streams in (False, True):
    messages = []
    for question in ("Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."):
        messages.append({"role": "user", "content": question})
        messages.append(answer(messages, streams))
        calls = messages[-1].get("tool_calls") or []
        messages += [{"role": "tool", "tool_call_id": call["id"], "content": "sunny"} for call in calls]
        if calls:
            messages.append(answer(messages, streams))
        said.append((len(calls), "sunny" in messages[-1]["content"]))
assert said == 2 * [
    (1, True),
    (0, False),
    (1, True),
]
