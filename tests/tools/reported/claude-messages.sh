export ANTHROPIC_BASE_URL="https://api.gateway.example/v1/messages"
export ANTHROPIC_AUTH_TOKEN="sk-test-0123456789abcdef"
claude
