$env:OPENAI_BASE_URL = "[= openai.base_url =]"
$env:OPENAI_API_KEY = "[= openai.key =]"
$env:OPENAI_AGENTS_DISABLE_TRACING = "1"
