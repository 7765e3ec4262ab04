from langchain_openai import OpenAIEmbeddings

embeddings = OpenAIEmbeddings(
    model="[= openai.embedding_model =]",
    check_embedding_ctx_length=False,
)
print(len(embeddings.embed_query("How long is this?")) > 0)
#> True
