$env:GOOGLE_GEMINI_BASE_URL = "[= gemini.base_url =]"
$env:GEMINI_API_KEY = "[= gemini.key =]"[=% if not gemini_v1 %=]
$env:GOOGLE_GENAI_API_VERSION = "v1beta"[=% endif %=]
