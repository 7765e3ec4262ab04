curl --silent --show-error --fail-with-body --no-buffer [= openai.base_url =]/chat/completions \
  --header "Authorization: Bearer $OPENAI_API_KEY" \
  --header "Content-Type: application/json" \
  --data '{
    "model": "[= openai.model =]",
    "stream": true,
    "messages": [{"role": "user", "content": "Say OK"}]
  }'
