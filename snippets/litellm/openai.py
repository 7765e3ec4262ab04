from litellm import completion

response = completion(
    model="openai/[= openai.model =]",
    messages=[{"role": "user", "content": "Say OK"}],
)
print(response.choices[0].message.content)
#> OK
