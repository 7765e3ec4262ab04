export GOOGLE_GEMINI_BASE_URL="[= gemini.base_url =]"
export GEMINI_API_KEY="[= gemini.key =]"[=% if not gemini_v1 %=]
export GOOGLE_GENAI_API_VERSION="v1beta"[=% endif %=]
