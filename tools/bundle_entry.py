"""What the bundle starts: the same door as the `referent-desk` command."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
