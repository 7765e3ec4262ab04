from litellm import completion

stream = completion(
    model="openai/[= openai.small_model =]",
    api_base="[= openai.base_url =]",
    messages=[{"role": "user", "content": "Say one two three"}],
    stream=True,
)
print("".join(chunk.choices[0].delta.content or "" for chunk in stream))
#> one two three
