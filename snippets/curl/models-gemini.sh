curl --silent --show-error --fail-with-body [= gemini.base_url =]/v1beta/models \
  --header "x-goog-api-key: $GEMINI_API_KEY"
