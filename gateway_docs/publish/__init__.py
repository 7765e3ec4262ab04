"""Puts a built site in front of readers: whole or not at all, with its version, and back if need be."""
