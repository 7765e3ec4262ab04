from pydantic_ai import Agent

agent = Agent("VENDOR_PREFIX:VENDOR_MODEL")
called = []


@agent.tool_plain
def get_weather(city: str) -> str:
    """Say how the weather is."""
    called.append(city)
    return "sunny"


said = []
for streams in (False, True):
    history = []
    for question in ("Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."):
        if streams:
            result = agent.run_stream_sync(question, message_history=history)
            text = "".join(result.stream_text(delta=True))
        else:
            result = agent.run_sync(question, message_history=history)
            text = result.output
        history = result.all_messages()
        said.append((len(called), "sunny" in text))
assert said == [
    (1, True),
    (1, False),
    (2, True),
    (3, True),
    (3, False),
    (4, True),
]
