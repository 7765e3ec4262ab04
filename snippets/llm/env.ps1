$env:OPENAI_API_KEY = "[= openai.key =]"
