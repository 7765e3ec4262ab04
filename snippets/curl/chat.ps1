Invoke-RestMethod [= openai.base_url =]/chat/completions -Method Post `
  -Headers @{ "Authorization" = "Bearer $env:OPENAI_API_KEY" } `
  -ContentType "application/json" `
  -Body '{
    "model": "[= openai.model =]",
    "messages": [{"role": "user", "content": "Say OK"}]
  }' | ConvertTo-Json -Depth 9
