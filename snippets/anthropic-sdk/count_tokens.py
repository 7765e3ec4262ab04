from anthropic import Anthropic

client = Anthropic()
count = client.messages.count_tokens(
    model="[= anthropic.model =]",
    messages=[{"role": "user", "content": "How long is this?"}],
)
print(count.input_tokens > 0)
#> True
