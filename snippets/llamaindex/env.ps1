$env:OPENAI_API_BASE = "[= openai.base_url =]"
$env:OPENAI_API_KEY = "[= openai.key =]"
