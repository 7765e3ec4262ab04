from litellm import completion

stream = completion(
    model="gemini/[= gemini.small_model =]",
    api_base="[= gemini.base_url =]/v1beta",
    messages=[{"role": "user", "content": "Say one two three"}],
    stream=True,
)
print("".join(chunk.choices[0].delta.content or "" for chunk in stream))
#> one two three
