Remove-Item Env:OPENAI_API_BASE
Remove-Item Env:OPENAI_API_KEY
