export ANTHROPIC_API_KEY="[= anthropic.key =]"
