export PROXY_API_KEY="sk-test-0123456789abcdef" && export PROXY_BASE_URL="https://api.gateway.example/v1"  && codex --provider proxy
