curl --silent --show-error --fail-with-body --no-buffer [= anthropic.base_url =]/v1/messages \
  --header "x-api-key: $ANTHROPIC_API_KEY" \
  --header "anthropic-version: 2023-06-01" \
  --header "Content-Type: application/json" \
  --data '{
    "model": "[= anthropic.model =]",
    "max_tokens": 100,
    "stream": true,
    "messages": [{"role": "user", "content": "Say OK"}]
  }'
