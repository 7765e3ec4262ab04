"""Proves the proof: poisons one thing at a time in what readers copy, and sees that `pytest FILE` fails.

`lexing` finds the parts of a code block by the structure of its language, `operators` says what a mistake makes of
each, `points` lists all mistakes of the project, `worker` makes one in a copy and asks pytest, `command` reports.
"""
