from functools import reduce
from importlib import import_module
from operator import add

from langchain_core.tools import tool


@tool
def get_weather(city: str) -> str:
    """Say how the weather is."""
    return f"sunny in a {type(city).__name__}"


model = import_module("vendor_package").VendorChat(model="VENDOR_MODEL").bind_tools([get_weather])


def answer(messages, streams):
    return reduce(add, model.stream(messages)) if streams else model.invoke(messages)


said = []
for streams in (False, True):
    messages = []
    for question in ("Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."):
        messages += [("user", question), answer([*messages, ("user", question)], streams)]
        results = [get_weather.invoke(call) for call in messages[-1].tool_calls]
        if results:
            messages += results
            messages.append(answer(messages, streams))
        said.append((len(results), "sunny in a str" in messages[-1].text))
assert said == 2 * [
    (1, True),
    (0, False),
    (1, True),
]
