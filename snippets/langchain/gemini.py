from langchain_google_genai import ChatGoogleGenerativeAI

model = ChatGoogleGenerativeAI(model="[= gemini.model =]")
print(model.invoke("Say OK").text)
#> OK
