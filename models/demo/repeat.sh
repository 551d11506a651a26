#!/bin/bash
# Make the demo model again, from text to whisper.cpp file, below build/. Debian packages are expected to be there (see README.md).
#   MINUTES=120  training time            LINES=40000  sentences to speak
#   TEXT=        folder with more text, one sentence a line (Common Voice's server/data/en)
#   SPEECHOCEAN= folder of speechocean762   LJSPEECH= folder of LJ Speech      human reading, where you have it
#   RATE=0.001   learning rate           ENCODER=6 DECODER=4   layers
#   RESUME=      checkpoint to go on from (demo.en.pt); empty: from scratch
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p build/speech
[ -x build/venv/bin/python ] || python3 -m venv build/venv
build/venv/bin/pip install --quiet -r requirements.txt
python=build/venv/bin/python
gzip -dc demo.en-q8_0.bin.gz > build/header.bin         # for its mel filters and vocabulary
$python sentences.py ${TEXT:-} > build/sentences.txt
step=5000
for ((first = 0; first < ${LINES:-40000}; first += step)); do
    out=build/speech/synthetic-$first
    [ -e $out.json ] || $python synthesise.py build/sentences.txt $first $((${LINES:-40000} < step ? ${LINES:-40000} : step)) $out
done
[ -z "${SPEECHOCEAN:-}" ] || $python recordings.py speechocean762 "$SPEECHOCEAN" build/speech/speechocean762
[ -z "${LJSPEECH:-}" ] || $python recordings.py ljspeech "$LJSPEECH" build/speech/ljspeech
OMP_WAIT_POLICY=passive $python train.py --header build/header.bin --speech build/speech --out build/demo \
    --minutes "${MINUTES:-120}" --rate "${RATE:-0.001}" --encoder "${ENCODER:-6}" --decoder "${DECODER:-4}" ${RESUME:+--resume "$RESUME"}
gzip -9nc build/demo.bin > build/demo.en-q8_0.bin.gz
cp build/demo.pt build/demo.en.pt
echo "build/demo.en-q8_0.bin.gz and build/demo.en.pt are made; score them before they replace the files here"
