#!/bin/sh
# Check that the shared libraries that Qt needs even offscreen are installed; --packages prints Debian's packages for
# them, --x11-packages those that the tests in a real X11 window need in addition.
if [ "$1" = "--packages" ]; then
    echo "libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0"
    exit 0
fi
if [ "$1" = "--x11-packages" ]; then
    echo "xvfb xdotool openbox libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0" \
        "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0"
    exit 0
fi
status=0
for library in libEGL.so.1 libGL.so.1 libfontconfig.so.1 libxkbcommon.so.0 libdbus-1.so.3 libglib-2.0.so.0; do
    ldconfig -p | grep -q "$library" || { echo "missing: $library"; status=1; }
done
exit $status
