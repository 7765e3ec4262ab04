cline auth -p openai \
  -k sk-test-0123456789abcdef \
  -m openai-gpt-4o-mini \
  -b https://api.gateway.example/v1
