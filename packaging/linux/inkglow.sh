#!/bin/sh
# Starts Inkglow from the folder that this file is in; --add-to-menu puts it into the desktop's menu.
set -eu
here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}
refresh() {
    for each in "update-desktop-database $data/applications" "gtk-update-icon-cache -qt $data/icons/hicolor"; do
        if command -v "${each%% *}" >/dev/null; then $each 2>/dev/null || true; fi
    done
}
case ${1:-} in
--add-to-menu)
    mkdir -p "$data/applications" "$data/icons/hicolor"
    # Within the quotes of a desktop entry, a backslash precedes " ` $ and itself; a percent sign is written twice.
    quoted=$(printf '%s' "$here/inkglow.sh" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
    while IFS= read -r line; do
        case $line in
        Exec=*) printf 'Exec="%s" open %%f\n' "$quoted" ;;
        TryExec=*) ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <"$here/share/applications/inkglow.desktop" >"$data/applications/inkglow.desktop"
    cp -R "$here/share/icons/hicolor/." "$data/icons/hicolor/"
    refresh
    echo "Inkglow is in the menu now. If you move this folder, do this again."
    ;;
--remove-from-menu)
    rm -f "$data/applications/inkglow.desktop" "$data"/icons/hicolor/*/apps/inkglow.png \
        "$data/icons/hicolor/scalable/apps/inkglow.svg"
    refresh
    echo "Inkglow is no longer in the menu. Your texts and settings are untouched."
    ;;
*) exec "$here/inkglow/inkglow" "$@" ;;
esac
