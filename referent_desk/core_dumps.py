"""No image of this process's memory is left on disk when it crashes: it would hold the key."""

import ctypes
import sys
from typing import Any

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP = 0x0001

if sys.platform == "win32":

    def forbid() -> None:
        """To be called before anything else; it lasts as long as the process."""
        tell_windows(ctypes.windll.kernel32)

else:
    import resource

    def forbid() -> None:
        """To be called before anything else; it lasts as long as the process."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            tell_linux(ctypes.CDLL(None))


def tell_linux(libc: Any) -> None:
    """Neither a dump handed to a collector, nor another process of this user reading the memory."""
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def tell_windows(kernel32: Any) -> None:
    """A crash ends the program without a report, and no report would hold the heap."""
    kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
