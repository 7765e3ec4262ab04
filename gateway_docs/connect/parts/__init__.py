"""The modules of connect.py. They run on Python 3.8 with its standard library alone."""
