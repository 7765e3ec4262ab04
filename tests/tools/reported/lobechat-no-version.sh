docker run -d -p 3210:3210 \
  -e OPENAI_API_KEY=hk-dri6666666666666666666666666666666666cf1e712 \
  -e OPENAI_PROXY_URL=https://api.gateway.example \
  -e ACCESS_CODE=lobe66 \
  --name lobe-chat \
  lobehub/lobe-chat  
