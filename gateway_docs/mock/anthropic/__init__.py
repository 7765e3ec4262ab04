"""Anthropic's format: Messages, token counting."""

from gateway_docs.mock.anthropic import history, messages

ANSWERS = {"messages": messages.create, "count_tokens": messages.count_tokens}
CHECKS = {"messages": (history.check_message,)}
