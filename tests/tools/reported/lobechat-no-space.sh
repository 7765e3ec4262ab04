docker run -d -p 3210:3210 \
  -e OPENAI_API_KEY=sk-xxxx\
  -e OPENAI_PROXY_URL=https://api.gateway.example/v1 \
  lobehub/lobe-chat
