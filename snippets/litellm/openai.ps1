$env:OPENAI_BASE_URL = "[= openai.base_url =]"
$env:OPENAI_API_KEY = "[= openai.key =]"
$env:LITELLM_LOCAL_MODEL_COST_MAP = "True"
