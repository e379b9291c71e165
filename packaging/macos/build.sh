#!/bin/sh
# Builds Inkglow.app and a disk image for macOS: sh packaging/macos/build.sh
# Needs Python 3.11 and Xcode's command line tools with CMake. Never run so far: see docs/packaging.md.
# INKGLOW_CODESIGN_IDENTITY signs (a Developer ID); INKGLOW_NOTARY_PROFILE, of `notarytool store-credentials`, notarises.
set -eu
cd "$(dirname "$0")/../.."
[ "$(uname -s)" = Darwin ] || { echo "This builds on macOS only." >&2; exit 1; }
for tool in python3.11 cmake codesign hdiutil; do
    command -v "$tool" >/dev/null || { echo "$tool is missing; see docs/packaging.md." >&2; exit 1; }
done
python3.11 -m tools.package environment --backend metal
python3.11 -m tools.package tree
python3.11 -m tools.package sbom
version=$(python3.11 -c "from tools.package.common import version; print(version())")
app=build/package/tree/Inkglow.app
image=dist/inkglow-$version-macos-$(uname -m).dmg
if [ -n "${INKGLOW_CODESIGN_IDENTITY:-}" ]; then
    # After the licences were added: a signature covers all files of the bundle.
    codesign --force --deep --options runtime --timestamp --sign "$INKGLOW_CODESIGN_IDENTITY" \
        --entitlements packaging/macos/entitlements.plist "$app"
    codesign --verify --deep --strict "$app"
else
    codesign --force --deep --sign - "$app" # Apple's processors start no program without a signature
fi
folder=build/package/dmg
rm -rf "$folder" "$image"
mkdir -p "$folder" dist
cp -R "$app" "$folder/"
cp "dist/inkglow-$version.cdx.json" "$folder/sbom.cdx.json"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "Inkglow $version" -srcfolder "$folder" -fs HFS+ -format UDZO "$image"
if [ -n "${INKGLOW_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$INKGLOW_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
