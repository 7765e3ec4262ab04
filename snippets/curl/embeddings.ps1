Invoke-RestMethod [= openai.base_url =]/embeddings -Method Post `
  -Headers @{ "Authorization" = "Bearer $env:OPENAI_API_KEY" } `
  -ContentType "application/json" `
  -Body '{
    "model": "[= openai.model =]",
    "input": "Good morning"
  }' | ConvertTo-Json -Depth 9
