interpreter --api_base "https://api.gateway.example"

interpreter --api_key "your_api_key_here"
