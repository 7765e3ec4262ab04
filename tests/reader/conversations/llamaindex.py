from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.tools import FunctionTool
from llama_index.llms.openai_like import OpenAILike


def get_weather(city: str) -> str:
    """Say how the weather is."""
    return "sunny"


tool = FunctionTool.from_defaults(get_weather)
llm = OpenAILike(model="VENDOR_MODEL", is_chat_model=True, is_function_calling_model=True)


def answer(messages, streams):
    if streams:
        return list(llm.stream_chat_with_tools([tool], chat_history=messages))[-1]
    return llm.chat_with_tools([tool], chat_history=messages)


said = []
for streams in (False, True):
    messages = []
    for question in ("Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."):
        messages.append(ChatMessage(role="user", content=question))
        answered = answer(messages, streams)
        messages.append(answered.message)
        calls = llm.get_tool_calls_from_response(answered, error_on_no_tool_call=False)
        for call in calls:
            result = tool(**call.tool_kwargs).content
            named = {"tool_call_id": call.tool_id}
            messages.append(ChatMessage(role="tool", content=result, additional_kwargs=named))
        if calls:
            messages.append(answer(messages, streams).message)
        said.append((len(calls), messages[-1].content))
assert said == 2 * [
    (1, "The tool answered: sunny"),
    (0, "thank you"),
    (1, "The tool answered: sunny"),
]
