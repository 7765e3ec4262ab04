from pydantic_ai import Agent

agent = Agent("anthropic:[= anthropic.model =]")
print(agent.run_sync("Say OK").output)
#> OK
