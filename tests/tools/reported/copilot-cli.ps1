$env:COPILOT_PROVIDER_TYPE="openai"
$env:COPILOT_PROVIDER_BASE_URL="https://api.gateway.example/v1"
$env:COPILOT_MODEL="kimi-k2.6"
