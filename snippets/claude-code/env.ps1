$env:ANTHROPIC_BASE_URL = "[= anthropic.base_url =]"
$env:ANTHROPIC_AUTH_TOKEN = "[= anthropic.key =]"
$env:ANTHROPIC_MODEL = "[= anthropic.model =]"
$env:ANTHROPIC_DEFAULT_HAIKU_MODEL = "[= anthropic.small_model =]"
