#!/bin/sh
# Prints a Python that this program runs on; empty and 1 when there is none.
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done
exit 1
