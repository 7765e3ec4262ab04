export ANTHROPIC_BASE_URL=https://api.gateway.example/api/claudecode
export ANTHROPIC_API_KEY=你的密钥
export ANTHROPIC_AUTH_TOKEN=""
