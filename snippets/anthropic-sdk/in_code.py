import os

from anthropic import Anthropic

client = Anthropic(
    base_url="[= anthropic.base_url =]",
    api_key=os.environ["ANTHROPIC_API_KEY"],
)
print(len(client.models.list().data) > 0)
#> True
