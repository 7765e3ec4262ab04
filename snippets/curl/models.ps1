curl.exe --silent --show-error --fail-with-body [= openai.base_url =]/models `
  --header "Authorization: Bearer $env:OPENAI_API_KEY"
