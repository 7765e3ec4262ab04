"""connect.py, which customers download: one file of plain Python that writes what a guide says and takes it back.

`parts/` are its modules, `words/` what it says, and `snippets/<client>/connect.yml` which files of a guide it writes;
`assemble` makes the one file, with the rendered snippets in it. The doctor's modules are part of it.
"""
