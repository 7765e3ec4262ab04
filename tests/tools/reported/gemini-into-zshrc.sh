echo 'export GEMINI_MODEL=gemini-3.5-flash' >> ~/.zshrc
echo 'export GOOGLE_GEMINI_BASE_URL="https://api.gateway.example/gemini/v1beta/models"' >> ~/.zshrc
echo 'export GEMINI_API_KEY="sk-test-0123456789abcdef"' >> ~/.zshrc
