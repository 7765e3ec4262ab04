cline auth openai-compatible -b "[= openai.base_url =]" -m "[= openai.model =]" -k "[= openai.key =]"
