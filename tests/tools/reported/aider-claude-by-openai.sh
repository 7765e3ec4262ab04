aider --openai-api-base=https://api.gateway.example/v1 --openai-api-key=sk-test-abcdefgh1234
  --model claude-3-5-sonnet-20240620 --weak-model gpt-4o-mini
