from pydantic_ai import Agent
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.providers.google import GoogleProvider

provider = GoogleProvider(base_url="[= gemini.base_url =]")
agent = Agent(GoogleModel("[= gemini.small_model =]", provider=provider))
result = agent.run_stream_sync("Say one two three")
print("".join(result.stream_text(delta=True)))
#> one two three
