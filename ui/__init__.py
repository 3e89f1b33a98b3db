"""The window of Referent Desk (Qt)."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference to None at each call that returns nothing; before Python
    # 3.12 made None immortal, some thousand calls end the program. This margin outlasts any day.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
