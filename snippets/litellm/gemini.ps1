$env:GEMINI_API_BASE = "[= gemini.base_url =]/v1beta"
$env:GEMINI_API_KEY = "[= gemini.key =]"
$env:LITELLM_LOCAL_MODEL_COST_MAP = "True"
