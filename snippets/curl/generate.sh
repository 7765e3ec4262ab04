curl --silent --show-error --fail-with-body [= gemini.base_url =]/v1beta/models/[= gemini.model =]:generateContent \
  --header "x-goog-api-key: $GEMINI_API_KEY" \
  --header "Content-Type: application/json" \
  --data '{"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]}'
