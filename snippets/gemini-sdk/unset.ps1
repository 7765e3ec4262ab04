Remove-Item Env:GOOGLE_GEMINI_BASE_URL
Remove-Item Env:GEMINI_API_KEY
Remove-Item Env:GOOGLE_GENAI_API_VERSION [=? not gemini_v1 =]
