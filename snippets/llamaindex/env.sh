export OPENAI_API_BASE="[= openai.base_url =]"
export OPENAI_API_KEY="[= openai.key =]"
