from anthropic import Anthropic

client = Anthropic()
with client.messages.stream(
    model="[= anthropic.model =]",
    max_tokens=100,
    messages=[{"role": "user", "content": "Say one two three"}],
) as stream:
    text = "".join(stream.text_stream)
print(text)
#> one two three
