export GEMINI_API_BASE_URL="http://localhost:4000"
export GEMINI_API_KEY="test-key"
gemini -p "test"
