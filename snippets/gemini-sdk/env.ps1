$env:GOOGLE_GEMINI_BASE_URL = "[= gemini.base_url =]"
$env:GEMINI_API_KEY = "[= gemini.key =]"
$env:GOOGLE_GENAI_API_VERSION = "v1beta" [=? not gemini_v1 =]
