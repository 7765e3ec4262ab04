export CODE_ASSIST_ENDPOINT="http://127.0.0.1:3000/gemini"
export GOOGLE_CLOUD_ACCESS_TOKEN="sk-test-0123456789abcdef"
export GOOGLE_GENAI_USE_GCA="true"
