from llama_index.llms.openai_like import OpenAILike

llm = OpenAILike(
    model="[= openai.small_model =]",
    api_base="[= openai.base_url =]",
    is_chat_model=True,
)
chunks = llm.stream_complete("Say one two three")
print("".join(chunk.delta or "" for chunk in chunks))
#> one two three
