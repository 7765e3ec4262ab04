from google import genai

client = genai.Client()
response = client.models.generate_content(
    model="[= gemini.model =]",
    contents="Say OK",
)
print(response.text)
#> OK
