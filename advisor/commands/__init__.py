"""Commands of the command line that have a file of their own; `advisor/cli.py` registers them."""
