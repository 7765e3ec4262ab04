from openai import OpenAI

client = OpenAI(base_url="[= openai.base_url =]")
print(len(client.models.list().data) > 0)
#> True
