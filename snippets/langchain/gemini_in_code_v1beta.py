from langchain_google_genai import ChatGoogleGenerativeAI

model = ChatGoogleGenerativeAI(
    model="[= gemini.small_model =]",
    base_url="[= gemini.base_url =]",
    api_version="v1beta",
)
print("".join(chunk.text for chunk in model.stream("Say one two three")))
#> one two three
