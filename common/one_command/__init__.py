"""`make run`: the whole site on one machine with one command, in one process beside its database.

`__main__` and what it imports run on any Python 3.11+ and only make the environment; `serve` and the rest run
inside it. See docs/operations.md.
"""
