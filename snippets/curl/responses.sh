curl --silent --show-error --fail-with-body [= openai.base_url =]/responses \
  --header "Authorization: Bearer $OPENAI_API_KEY" \
  --header "Content-Type: application/json" \
  --data '{"model": "[= openai.model =]", "input": "Say OK"}'
