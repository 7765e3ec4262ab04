from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider

provider = OpenAIProvider(base_url="[= openai.base_url =]")
agent = Agent(OpenAIResponsesModel("[= openai.small_model =]", provider=provider))
result = agent.run_stream_sync("Say one two three")
print("".join(result.stream_text(delta=True)))
#> one two three
