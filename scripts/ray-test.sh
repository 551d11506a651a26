#!/bin/sh
# Tries out examples/ray on two nodes of this machine, in a Python environment of its own, FOLDER.
# usage: ray-test.sh OUTLOUD FOLDER
set -eu
outloud=$(realpath "$1") folder=$2 example="$(dirname "$0")/../examples/ray"
if ! cmp -s "$example/requirements.txt" "$folder/requirements.txt"; then
    echo "ray-test: installing into $folder"
    python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$example/requirements.txt"
    cp "$example/requirements.txt" "$folder/requirements.txt"
fi
python=$(realpath "$folder")/bin/python
cd "$example"
OUTLOUD=$outloud exec "$python" -m unittest -v test_outloud_ray
