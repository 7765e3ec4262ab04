export GOOGLE_GEMINI_BASE_URL="https://api.gateway.example"
export GEMINI_MODEL="gemini-3.1-pro-preview"
export GEMINI_API_KEY="sk-..."
