from litellm import completion

response = completion(
    model="anthropic/[= anthropic.model =]",
    messages=[{"role": "user", "content": "Say OK"}],
)
print(response.choices[0].message.content)
#> OK
