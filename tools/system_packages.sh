#!/bin/sh
# Finds what the machine lacks and installs it (root on Debian or Ubuntu), or prints the command and fails.
# Usage: system_packages.sh GROUP...   groups: python window screen pdf
set -eu
here=$(dirname "$0")

# probe: cmd:NAME, lib:SONAME, file:PATH or a word known to `present`; then the Debian package
needs() {
    case $1 in
        python) cat <<'TABLE'
python python3
venv python3-venv
TABLE
            ;;
        window) cat <<'TABLE'
lib:libEGL.so.1 libegl1
lib:libGL.so.1 libgl1
lib:libX11.so.6 libx11-6
lib:libX11-xcb.so.1 libx11-xcb1
lib:libdbus-1.so.3 libdbus-1-3
lib:libfontconfig.so.1 libfontconfig1
lib:libfreetype.so.6 libfreetype6
lib:libglib-2.0.so.0 libglib2.0-0
lib:libgssapi_krb5.so.2 libgssapi-krb5-2
lib:libxkbcommon.so.0 libxkbcommon0
lib:libxkbcommon-x11.so.0 libxkbcommon-x11-0
lib:libxcb-cursor.so.0 libxcb-cursor0
lib:libxcb-icccm.so.4 libxcb-icccm4
lib:libxcb-image.so.0 libxcb-image0
lib:libxcb-keysyms.so.1 libxcb-keysyms1
lib:libxcb-randr.so.0 libxcb-randr0
lib:libxcb-render-util.so.0 libxcb-render-util0
lib:libxcb-shape.so.0 libxcb-shape0
lib:libxcb-shm.so.0 libxcb-shm0
lib:libxcb-sync.so.1 libxcb-sync1
lib:libxcb-util.so.1 libxcb-util1
lib:libxcb-xfixes.so.0 libxcb-xfixes0
lib:libxcb-xkb.so.1 libxcb-xkb1
lib:libwayland-client.so.0 libwayland-client0
lib:libwayland-cursor.so.0 libwayland-cursor0
lib:libwayland-egl.so.1 libwayland-egl1
lib:libcups.so.2 libcups2
TABLE
            ;;
        screen) cat <<'TABLE'
cmd:Xvfb xvfb
cmd:openbox openbox
cmd:xdotool xdotool
TABLE
            ;;
        session) cat <<'TABLE'
cmd:dbus-run-session dbus
cmd:gnome-keyring-daemon gnome-keyring
file:/usr/libexec/gcr-prompter gcr
cmd:xwininfo x11-utils
cmd:gdbus libglib2.0-bin
dbusmock python3-dbusmock
cmd:strace strace
TABLE
            ;;
        pdf) cat <<'TABLE'
cmd:pdftotext poppler-utils
cmd:qpdf qpdf
TABLE
            ;;
        *) echo "unknown group: $1" >&2; exit 2 ;;
    esac
}

ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
libraries=$("$ldconfig" -p 2>/dev/null || true)

present() {
    case $1 in
        cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
        file:*) [ -e "${1#file:}" ] ;;
        lib:*) printf '%s\n' "$libraries" | grep -qF "${1#lib:} " ;;
        dbusmock) /usr/bin/python3 -c 'import dbusmock' 2>/dev/null ;;
        python) "$here/python.sh" >/dev/null ;;
        venv) python=$("$here/python.sh") && "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
    esac
}

missing=$(
    for group in "$@"; do
        needs "$group" | while read -r probe package; do
            present "$probe" || printf '%s ' "$package"
        done
    done
)
[ -n "$missing" ] || exit 0

# shellcheck disable=SC2086  # a list of names
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing: $missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q </dev/null >&2
    apt-get install -q -y --no-install-recommends $missing </dev/null >&2
    if ! "$here/python.sh" >/dev/null; then
        echo "Python 3.11 or newer is needed; this system's python3 is older. Install one, then: make PYTHON=/path/to/python3" >&2
        exit 1
    fi
else
    echo "This machine lacks: $missing" >&2
    echo "On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing" >&2
    exit 1
fi
