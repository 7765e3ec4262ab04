export OPENAI_BASE_URL="[= openai.base_url =]"
export OPENAI_API_KEY="[= openai.key =]"
export LITELLM_LOCAL_MODEL_COST_MAP="True"
