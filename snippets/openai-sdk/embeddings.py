from openai import OpenAI

client = OpenAI()
answer = client.embeddings.create(model="[= openai.model =]", input=["Good morning", "Good evening"])
print(len(answer.data))
#> 2
