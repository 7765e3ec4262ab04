Invoke-RestMethod [= openai.base_url =]/responses -Method Post `
  -Headers @{ "Authorization" = "Bearer $env:OPENAI_API_KEY" } `
  -ContentType "application/json" `
  -Body '{"model": "[= openai.model =]", "input": "Say OK"}' | ConvertTo-Json -Depth 9
