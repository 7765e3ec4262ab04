export ANTHROPIC_BASE_URL="[= anthropic.base_url =]/v1"
export ANTHROPIC_API_KEY="[= anthropic.key =]"
