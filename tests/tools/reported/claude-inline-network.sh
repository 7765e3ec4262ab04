ANTHROPIC_BASE_URL=http://192.168.1.70:30402/v1 claude --model claude-opus-4-5 --print 'say hi'
