from agents import Agent, Runner, set_default_openai_client, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)
set_default_openai_client(AsyncOpenAI(base_url="[= openai.base_url =]"))

agent = Agent(name="Assistant", model="[= openai.small_model =]")
print(Runner.run_sync(agent, "Say OK").final_output)
#> OK
