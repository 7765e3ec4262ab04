docker run -d -p 3210:3210 \
  -e OPENAI_API_KEY=sk-XXXXXXXXXXXXXXXXXXX \
  -e  HTTP_PROXY=http://127.0.0.1:1082/v1  -e HTTPS_PROXY=http://127.0.0.1:1082/v1 lobehub/lobe-chat
