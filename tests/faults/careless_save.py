"""A program that saves as none should, to test whether :mod:`tests.faults.power_loss` sees it."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(b"new")
