curl -sS --fail-with-body "[= anthropic.base_url =]/v1/messages" \
  -H "x-api-key: $OUR_KEY" -H "anthropic-version: 2023-06-01" -H "content-type: application/json" \
  -d '{"model": "[= anthropic.model =]", "max_tokens": 20, "messages": [{"role": "user", "content": "Say OK"}]}'
