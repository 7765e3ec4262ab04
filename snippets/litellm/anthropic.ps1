$env:ANTHROPIC_BASE_URL = "[= anthropic.base_url =]"
$env:ANTHROPIC_API_KEY = "[= anthropic.key =]"
$env:LITELLM_LOCAL_MODEL_COST_MAP = "True"
