curl.exe --silent --show-error --fail-with-body [= anthropic.base_url =]/v1/models `
  --header "x-api-key: $env:ANTHROPIC_API_KEY" `
  --header "anthropic-version: 2023-06-01"
