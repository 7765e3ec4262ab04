llm -m claude-3-5-sonnet -o base_url https://api.gateway.example/v1 "hello"
