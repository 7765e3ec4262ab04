export GOOGLE_GEMINI_BASE_URL="[= gemini.base_url =]"
export GEMINI_API_KEY="[= gemini.key =]"
export GOOGLE_GENAI_API_VERSION="v1beta" [=? not gemini_v1 =]
