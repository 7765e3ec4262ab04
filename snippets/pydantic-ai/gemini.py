from pydantic_ai import Agent

agent = Agent("google:[= gemini.model =]")
print(agent.run_sync("Say OK").output)
#> OK
