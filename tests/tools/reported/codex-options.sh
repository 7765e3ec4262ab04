codex exec \
  -c model_providers.bench.base_url="https://api.gateway.example/v1" \
  -c model_providers.bench.wire_api="responses" \
  -c model_providers.bench.env_key="OPENAI_API_KEY" \
  -c model_provider="bench" "Say OK"
