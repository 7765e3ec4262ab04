$env:ANTHROPIC_BASE_URL = "[= anthropic.base_url =]/v1"
$env:ANTHROPIC_API_KEY = "[= anthropic.key =]"
