cline auth anthropic -b "[= anthropic.base_url =]/v1" -m "[= anthropic.model =]" -k "[= anthropic.key =]"
