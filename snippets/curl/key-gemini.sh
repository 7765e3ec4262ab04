export GEMINI_API_KEY="[= gemini.key =]"
