pnpm openclaw onboard --non-interactive --accept-risk --auth-choice custom-api-key --custom-base-url http://127.0.0.1:11434/v1 --custom-model-id llama3
