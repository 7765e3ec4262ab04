export OPENAI_API_BASE=https://api.gateway.example/v1
aider --model local/qwen3-coder:30b
