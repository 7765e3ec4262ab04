from pydantic_ai import Agent

agent = Agent("openai:[= openai.model =]")
print(agent.run_sync("Say OK").output)
#> OK
