from google import genai
from google.genai import types

client = genai.Client(
    http_options=types.HttpOptions(base_url="[= gemini.base_url =]"),
)
print(len(list(client.models.list())) > 0)
#> True
