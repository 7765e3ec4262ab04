export ANTHROPIC_BASE_URL=https://api.gateway.example
export ANTHROPIC_AUTH_TOKEN=sk-test-0123456789abcdef
export CLAUDE_MODEL=opus
claude
