export AIDER_MODEL="openai/[= openai.model =]"
export OPENAI_API_BASE="[= openai.base_url =]"
export OPENAI_API_KEY="[= openai.key =]"
