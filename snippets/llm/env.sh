export OPENAI_API_KEY="[= openai.key =]"
