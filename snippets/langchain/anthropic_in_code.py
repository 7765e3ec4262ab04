from langchain_anthropic import ChatAnthropic

model = ChatAnthropic(
    model="[= anthropic.small_model =]",
    base_url="[= anthropic.base_url =]",
)
print("".join(chunk.text for chunk in model.stream("Say one two three")))
#> one two three
