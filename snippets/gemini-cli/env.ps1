$env:GOOGLE_GEMINI_BASE_URL = "[= gemini.base_url =]"
$env:GEMINI_API_KEY = "[= gemini.key =]"
