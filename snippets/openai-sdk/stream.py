from openai import OpenAI

client = OpenAI()
stream = client.chat.completions.create(
    model="[= openai.model =]",
    messages=[{"role": "user", "content": "Say one two three"}],
    stream=True,
)
text = ""
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        text += chunk.choices[0].delta.content
print(text)
#> one two three
