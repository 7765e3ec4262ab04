%% if serves_responses
from agents import Agent, Runner, set_default_openai_client, set_tracing_disabled
%% else
from agents import Agent, Runner, set_default_openai_api, set_default_openai_client, set_tracing_disabled
%% endif
from openai import AsyncOpenAI

%% if not serves_responses
set_default_openai_api("chat_completions")
%% endif
set_tracing_disabled(True)
set_default_openai_client(AsyncOpenAI(base_url="[= openai.base_url =]"))

agent = Agent(name="Assistant", model="[= openai.small_model =]")
print(Runner.run_sync(agent, "Say OK").final_output)
#> OK
