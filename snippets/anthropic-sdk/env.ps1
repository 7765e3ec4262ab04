$env:ANTHROPIC_BASE_URL = "[= anthropic.base_url =]"
$env:ANTHROPIC_API_KEY = "[= anthropic.key =]"
