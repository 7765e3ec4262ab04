export GATEWAY_API_KEY="[= openai.key =]"
