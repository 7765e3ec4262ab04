export GOOGLE_GENERATIVE_AI_API_KEY="[= gemini.key =]"
