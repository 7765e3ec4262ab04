from llama_index.llms.openai_like import OpenAILike

llm = OpenAILike(model="[= openai.model =]", is_chat_model=True)
print(llm.complete("Say OK"))
#> OK
