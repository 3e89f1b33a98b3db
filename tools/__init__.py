"""Scripts of the Makefile; not part of the program."""
