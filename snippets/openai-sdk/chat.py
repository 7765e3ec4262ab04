from openai import OpenAI

client = OpenAI()
completion = client.chat.completions.create(
    model="[= openai.model =]",
    messages=[{"role": "user", "content": "Say OK"}],
)
print(completion.choices[0].message.content)
#> OK
