"""``python -m balance``."""

import sys

from balance.cli import main

if __name__ == "__main__":
    sys.exit(main())
