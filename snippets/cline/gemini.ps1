cline auth gemini -b "[= gemini.base_url =]/v1beta" -m "[= gemini.model =]" -k "[= gemini.key =]"
