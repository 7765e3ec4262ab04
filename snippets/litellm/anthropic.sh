export ANTHROPIC_BASE_URL="[= anthropic.base_url =]"
export ANTHROPIC_API_KEY="[= anthropic.key =]"
export LITELLM_LOCAL_MODEL_COST_MAP="True"
