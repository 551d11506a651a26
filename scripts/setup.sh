#!/bin/sh
# Installs the system packages named as arguments where they are missing (Debian and its relatives), and says what it does.
# usage: setup.sh PACKAGE...
set -eu
missing=""
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "system packages: all there ($*)"
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "please install with your package manager:$missing" >&2
    exit 1
fi
echo "system packages: installing$missing"
root=""
[ "$(id -u)" = 0 ] || root="sudo"
$root apt-get update -qq
# shellcheck disable=SC2086 # one word per package is meant
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
