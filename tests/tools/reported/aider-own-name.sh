aider --api-key anthropic=$KEY --model anthropic/ppio/pa/claude-sonnet-4-6
