from anthropic import Anthropic

client = Anthropic()
message = client.messages.create(
    model="[= anthropic.model =]",
    max_tokens=100,
    messages=[{"role": "user", "content": "Say OK"}],
)
print(message.content[0].text)
#> OK
