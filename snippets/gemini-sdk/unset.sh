unset GOOGLE_GEMINI_BASE_URL GEMINI_API_KEY[=% if not gemini_v1 %=] GOOGLE_GENAI_API_VERSION[=% endif %=]
