import asyncio

from claude_agent_sdk import ResultMessage, query


async def main():
    async for message in query(prompt="Say OK"):
        if isinstance(message, ResultMessage):
            print(message.result)
            #> OK


asyncio.run(main())
