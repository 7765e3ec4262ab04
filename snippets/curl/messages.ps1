Invoke-RestMethod [= anthropic.base_url =]/v1/messages -Method Post `
  -Headers @{ "x-api-key" = "$env:ANTHROPIC_API_KEY"; "anthropic-version" = "2023-06-01" } `
  -ContentType "application/json" `
  -Body '{
    "model": "[= anthropic.model =]",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Say OK"}]
  }' | ConvertTo-Json -Depth 9
