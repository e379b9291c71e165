#!/bin/sh
# Run a script with the first Python ≥ 3.11 found: $PYTHON, then python3.11 and newer, then python3.
for candidate in "$PYTHON" python3.11 python3.12 python3.13 python3; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$candidate" "$@"
    fi
done
echo "Inkglow needs Python 3.11 or newer; on Debian 12: apt install python3 python3-venv" >&2
exit 1
