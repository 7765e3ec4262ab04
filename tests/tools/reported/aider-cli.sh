aider --openai-api-base http://0.0.0.0:8000 --openai-api-key fake-key
