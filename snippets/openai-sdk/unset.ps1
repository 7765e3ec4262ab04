Remove-Item Env:OPENAI_BASE_URL
Remove-Item Env:OPENAI_API_KEY
