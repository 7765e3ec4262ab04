$env:ANTHROPIC_API_KEY = "[= anthropic.key =]"
