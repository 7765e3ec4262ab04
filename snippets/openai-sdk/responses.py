from openai import OpenAI

client = OpenAI()
response = client.responses.create(model="[= openai.model =]", input="Say OK")
print(response.output_text)
#> OK
