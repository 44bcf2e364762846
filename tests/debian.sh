#!/bin/sh
# Installs what some tests look at a sheet with, where Debian or Ubuntu can: Chromium and a Chinese font.
# Without them those tests are skipped, so nothing here is an error: one line says what is missing and why.

missing() {
    echo "tests/debian.sh: no Chromium ($1), so the tests in a browser are skipped" >&2
    exit 0
}

command -v chromium >/dev/null && exit 0
command -v apt-get >/dev/null || missing "no apt-get here"
[ "$(id -u)" = 0 ] || missing "only root installs packages: sudo $0"

export DEBIAN_FRONTEND=noninteractive
log=$(mktemp) || missing "no room for a log"
trap 'rm -f "$log"' EXIT
apt-get -q update >"$log" 2>&1 && apt-get -q -y --no-install-recommends install chromium fonts-noto-cjk >>"$log" 2>&1 ||
    missing "apt-get: $(grep -m1 '^[EW]:' "$log" || tail -n1 "$log")"
