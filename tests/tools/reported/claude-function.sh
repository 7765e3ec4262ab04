glm() {
  export ANTHROPIC_BASE_URL="https://api.gateway.example"
  export ANTHROPIC_API_KEY=$OPENROUTER_API_KEY
  export ANTHROPIC_MODEL="z-ai/glm-4.5"
  export ANTHROPIC_SMALL_FAST_MODEL="z-ai/glm-4.5"
  export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1
  export ANTHROPIC_AUTH_TOKEN=""
  "$HOME/.claude/local/claude" $@
}
