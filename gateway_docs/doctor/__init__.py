"""doctor.py, which customers download: one file of plain Python that finds out why requests fail on their computer.

`parts/` are its modules and `words/` what it says; `assemble` makes the one file, with the gateway's facts in it.
"""
