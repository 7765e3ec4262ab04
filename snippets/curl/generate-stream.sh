curl --silent --show-error --fail-with-body --no-buffer "[= gemini.base_url =]/v1beta/models/[= gemini.model =]:streamGenerateContent?alt=sse" \
  --header "x-goog-api-key: $GEMINI_API_KEY" \
  --header "Content-Type: application/json" \
  --data '{"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]}'
