curl.exe --silent --show-error --fail-with-body [= gemini.base_url =]/v1beta/models `
  --header "x-goog-api-key: $env:GEMINI_API_KEY"
