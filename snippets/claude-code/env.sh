export ANTHROPIC_BASE_URL="[= anthropic.base_url =]"
export ANTHROPIC_AUTH_TOKEN="[= anthropic.key =]"
export ANTHROPIC_MODEL="[= anthropic.model =]"
export ANTHROPIC_DEFAULT_HAIKU_MODEL="[= anthropic.small_model =]"
