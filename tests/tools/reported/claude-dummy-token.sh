export ANTHROPIC_API_KEY=sk-test-0123456789abcdef
export ANTHROPIC_AUTH_TOKEN=dummy
export ANTHROPIC_BASE_URL=https://api.gateway.example
claude
