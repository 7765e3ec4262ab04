export GEMINI_API_BASE="[= gemini.base_url =]/v1beta"
export GEMINI_API_KEY="[= gemini.key =]"
export LITELLM_LOCAL_MODEL_COST_MAP="True"
