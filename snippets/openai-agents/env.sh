export OPENAI_BASE_URL="[= openai.base_url =]"
export OPENAI_API_KEY="[= openai.key =]"
export OPENAI_AGENTS_DISABLE_TRACING=1
