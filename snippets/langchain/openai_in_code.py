from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="[= openai.small_model =]",
    base_url="[= openai.base_url =]",
)
print("".join(chunk.text for chunk in model.stream("Say one two three")))
#> one two three
