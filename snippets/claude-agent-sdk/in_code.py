import asyncio

from claude_agent_sdk import ClaudeAgentOptions, ResultMessage, query

options = ClaudeAgentOptions(
    env={"ANTHROPIC_BASE_URL": "[= anthropic.base_url =]"},
    model="[= anthropic.small_model =]",
    setting_sources=[],
)


async def main():
    async for message in query(prompt="Say OK", options=options):
        if isinstance(message, ResultMessage):
            print(message.result)
            #> OK


asyncio.run(main())
