"""Keeps translations equal to the English text that they were made from."""
