curl --silent --show-error --fail-with-body [= openai.base_url =]/embeddings \
  --header "Authorization: Bearer $OPENAI_API_KEY" \
  --header "Content-Type: application/json" \
  --data '{
    "model": "[= openai.model =]",
    "input": "Good morning"
  }'
