$env:GOOGLE_API_KEY = "[= gemini.key =]"
