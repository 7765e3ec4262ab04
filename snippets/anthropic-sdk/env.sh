export ANTHROPIC_BASE_URL="[= anthropic.base_url =]"
export ANTHROPIC_API_KEY="[= anthropic.key =]"
