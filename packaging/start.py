"""Where the frozen program begins."""

import multiprocessing
import os
import sys

# PyInstaller's search path is for this program alone: a browser or a file manager that it opens has its own libraries.
for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before is not None:
        os.environ[_name] = _before
    elif sys.platform != "win32":
        os.environ.pop(_name, None)

# Each child process, which is this program again, must then set its own search path anew.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from desktop.__main__ import main

    main()
