export BASE_URL="https://api.gateway.example/"
export OPENAI_API_KEY=sk-test-0123456789abcdef
python3 run.py --task "a game" --name "game" --model "gpt-5.5"
