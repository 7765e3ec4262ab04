from google import genai

client = genai.Client()
count = client.models.count_tokens(
    model="[= gemini.model =]",
    contents="How long is this?",
)
print(count.total_tokens > 0)
#> True
