"""Gemini's format: content generation, token counting."""

from gateway_docs.mock.gemini import content, history

ANSWERS = {"generate": content.generate, "stream": content.stream, "count_tokens": content.count_tokens}
CHECKS = dict.fromkeys(("generate", "stream"), (history.check_contents, history.check_signatures))
