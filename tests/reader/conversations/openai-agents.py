import asyncio

from agents import Agent, Runner, function_tool

called = []


@function_tool
def get_weather(city: str) -> str:
    """Say how the weather is."""
    called.append(city)
    return "sunny"


agent = Agent(name="Assistant", model="VENDOR_MODEL", tools=[get_weather])


async def talk():
    said = []
    for streams in (False, True):
        history = []
        for question in ("Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."):
            asked = [*history, {"role": "user", "content": question}]
            if streams:
                result = Runner.run_streamed(agent, asked)
                async for _ in result.stream_events():
                    pass
            else:
                result = await Runner.run(agent, asked)
            history = result.to_input_list()
            said.append((len(called), "sunny" in result.final_output))
    return said


assert asyncio.run(talk()) == [
    (1, True),
    (1, False),
    (2, True),
    (3, True),
    (3, False),
    (4, True),
]
