import asyncio

from claude_agent_sdk import (
    ClaudeAgentOptions,
    ClaudeSDKClient,
    ResultMessage,
    StreamEvent,
    create_sdk_mcp_server,
    tool,
)

called = []


@tool("get_weather", "Say how the weather is.", {"city": str})
async def get_weather(arguments):
    called.append(arguments["city"])
    return {"content": [{"type": "text", "text": "sunny"}]}


def options(streams):
    return ClaudeAgentOptions(
        model="VENDOR_MODEL",
        mcp_servers={"local": create_sdk_mcp_server("local", tools=[get_weather])},
        allowed_tools=["mcp__local__get_weather"],
        tools=[],
        include_partial_messages=streams,
        setting_sources=[],
    )


async def answer(client, question):
    await client.query(question)
    streamed = False
    async for message in client.receive_response():
        streamed = streamed or isinstance(message, StreamEvent)
        if isinstance(message, ResultMessage):
            return len(called), "sunny" in message.result, streamed


async def talk():
    said = []
    weather = "Use mcp__local__get_weather for {}."
    for streams in (False, True):
        async with ClaudeSDKClient(options(streams)) as client:
            for question in (weather.format("Paris"), "Say thank you", weather.format("Rome")):
                said.append(await answer(client, question))
    return said


assert asyncio.run(talk()) == [
    (1, True, False),
    (1, False, False),
    (2, True, False),
    (3, True, True),
    (3, False, True),
    (4, True, True),
]
