from langchain_anthropic import ChatAnthropic

model = ChatAnthropic(model="[= anthropic.model =]")
print(model.invoke("Say OK").text)
#> OK
