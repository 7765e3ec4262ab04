curl --silent --show-error --fail-with-body [= anthropic.base_url =]/v1/models \
  --header "x-api-key: $ANTHROPIC_API_KEY" \
  --header "anthropic-version: 2023-06-01"
