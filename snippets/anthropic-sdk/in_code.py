from anthropic import Anthropic

client = Anthropic(base_url="[= anthropic.base_url =]")
print(len(client.models.list().data) > 0)
#> True
