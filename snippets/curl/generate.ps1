Invoke-RestMethod [= gemini.base_url =]/v1beta/models/[= gemini.model =]:generateContent -Method Post `
  -Headers @{ "x-goog-api-key" = "$env:GEMINI_API_KEY" } `
  -ContentType "application/json" `
  -Body '{"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]}' | ConvertTo-Json -Depth 9
