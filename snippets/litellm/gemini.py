from litellm import completion

response = completion(
    model="gemini/[= gemini.model =]",
    messages=[{"role": "user", "content": "Say OK"}],
)
print(response.choices[0].message.content)
#> OK
