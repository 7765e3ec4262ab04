curl --location --request POST 'http://api.gateway.example/v1/chat/completions' \
--header 'Authorization: Bearer sk-test-0123456789abcdef' \
--header 'Content-Type: application/json' \
--data-raw '{
    "model": "gpt-5.5",
    "messages": [{"role": "user", "content": "eh"}]
}'
