Remove-Item Env:GATEWAY_API_KEY
