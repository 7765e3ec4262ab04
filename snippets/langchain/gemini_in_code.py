import os

from langchain_google_genai import ChatGoogleGenerativeAI

model = ChatGoogleGenerativeAI(
    model="[= gemini.small_model =]",
    base_url="[= gemini.base_url =]",
    google_api_key=os.environ["GEMINI_API_KEY"],
)
print("".join(chunk.text for chunk in model.stream("Say one two three")))
#> one two three
