from langchain_openai import ChatOpenAI

model = ChatOpenAI(model="[= openai.model =]")
print(model.invoke("Say OK").text)
#> OK
