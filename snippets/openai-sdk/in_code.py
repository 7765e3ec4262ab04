import os

from openai import OpenAI

client = OpenAI(
    base_url="[= openai.base_url =]",
    api_key=os.environ["OPENAI_API_KEY"],
)
print(len(client.models.list().data) > 0)
#> True
