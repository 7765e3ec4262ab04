curl --silent --show-error --fail-with-body [= openai.base_url =]/models \
  --header "Authorization: Bearer $OPENAI_API_KEY"
