from pydantic_ai import Agent
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

provider = AnthropicProvider(base_url="[= anthropic.base_url =]")
agent = Agent(AnthropicModel("[= anthropic.small_model =]", provider=provider))
result = agent.run_stream_sync("Say one two three")
print("".join(result.stream_text(delta=True)))
#> one two three
