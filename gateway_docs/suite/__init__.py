"""How the tests of this project are chosen and kept: the marks `walk` and `thorough`, `pytest --all`, kept results."""
