from agents import Agent, Runner

agent = Agent(name="Assistant", model="[= openai.model =]")
print(Runner.run_sync(agent, "Say OK").final_output)
#> OK
