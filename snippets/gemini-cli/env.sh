export GOOGLE_GEMINI_BASE_URL="[= gemini.base_url =]"
export GEMINI_API_KEY="[= gemini.key =]"
