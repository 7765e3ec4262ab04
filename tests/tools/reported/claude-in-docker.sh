docker run --rm -it node bash
npm install -g @anthropic-ai/claude-code

ANTHROPIC_BASE_URL=https://api.gateway.example ANTHROPIC_API_KEY=sk-test-0123456789abcdef claude
