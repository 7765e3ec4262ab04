ANTRHOPIC_API_KEY="sk-test-abcdefgh1234" ANTRHOPIC_BASE_URL="https://api.gateway.example" claude
