"""The window of Referent Desk (Qt)."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference to None at each call that returns nothing, and to False or
    # True at some that return one; before Python 3.12 made them immortal, some thousand calls end
    # the program. This margin outlasts any day.
    for constant in (None, False, True):
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
