$env:GEMINI_API_KEY = "[= gemini.key =]"
