from google import genai

client = genai.Client()
chunks = client.models.generate_content_stream(
    model="[= gemini.model =]",
    contents="Say one two three",
)
print("".join(chunk.text or "" for chunk in chunks))
#> one two three
