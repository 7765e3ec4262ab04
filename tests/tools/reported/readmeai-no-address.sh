readmeai --repository https://github.com/example/example --api ollama --model llama --base-url api/generate --rate-limit 9999 --context-window 10000
