#!/bin/sh
# Sees to it that the readers of readers.txt are in a Python environment of their own, FOLDER.
# usage: readers.sh FOLDER
set -eu
folder=$1 list="$(dirname "$0")/readers.txt"
if cmp -s "$list" "$folder/readers.txt"; then
    echo "readers: all there"
    exit 0
fi
echo "readers: installing into $folder"
python3 -m venv --clear "$folder"
# Of axe only its script is wanted, and not the browsers that come with it.
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$list"
cp "$list" "$folder/readers.txt"
