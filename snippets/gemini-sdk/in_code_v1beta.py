from google import genai
from google.genai import types

client = genai.Client(
    http_options=types.HttpOptions(base_url="[= gemini.base_url =]", api_version="v1beta"),
)
response = client.models.generate_content(
    model="[= gemini.model =]",
    contents="Say OK",
)
print(response.text)
#> OK
