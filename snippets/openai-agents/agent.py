%% if serves_responses
from agents import Agent, Runner
%% else
from agents import Agent, Runner, set_default_openai_api

set_default_openai_api("chat_completions")
%% endif

agent = Agent(name="Assistant", model="[= openai.model =]")
print(Runner.run_sync(agent, "Say OK").final_output)
#> OK
