"""Add human reading to the training speech, in the same two files as synthesise.py writes.

usage: recordings.py speechocean762 FOLDER OUT      FOLDER holds train/, test/ and WAVE/ (CC BY 4.0; text in capitals)
       recordings.py ljspeech FOLDER OUT            FOLDER holds transcript.csv and wavs/ (public domain)
"""
import json
import os
import re
import sys
import wave

import numpy as np

import voices


def read_wave(path):
    with wave.open(path) as w:
        x = np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(np.float32) / 32768
        return voices.resampled(x.reshape(-1, w.getnchannels()).mean(1), w.getframerate())


def speechocean762(folder):
    for part in ("train", "test"):
        files = dict(line.split(None, 1) for line in open(os.path.join(folder, part, "wav.scp")))
        speakers = dict(line.split() for line in open(os.path.join(folder, part, "utt2spk")))
        for line in open(os.path.join(folder, part, "text")):
            name, said = line.rstrip("\n").split("\t", 1) if "\t" in line else line.rstrip("\n").split(None, 1)
            if part == "test" and int(speakers[name]) % 4 == 0:         # kept for measuring
                continue
            said = re.sub(r"\bi\b", "I", said.lower())
            yield os.path.join(folder, files[name].strip()), said[0].upper() + said[1:] + "."


def ljspeech(folder):
    for line in open(os.path.join(folder, "transcript.csv")):
        name, _, said = line.rstrip("\n").split("|")[:3]
        said = re.sub(r"[;:]", ",", re.sub(r"[\"()]", "", said)).replace("--", ", ")
        yield os.path.join(folder, "wavs", os.path.basename(name).removesuffix(".wav") + ".wav"), said


def main():
    kind, folder, out = sys.argv[1:]
    espeak, index, at = voices.Espeak(), [], 0
    with open(out + ".pcm", "wb") as f:
        for path, said in dict(speechocean762=speechocean762, ljspeech=ljspeech)[kind](folder):
            if not os.path.exists(path) or not 2 <= len(said.split()) <= 30:
                continue
            done = voices.trimmed(read_wave(path), [])
            if done is None or len(done[0]) > 13 * voices.RATE:
                continue
            f.write((done[0] * 32767).astype(np.int16).tobytes())
            index.append(["human", at, len(done[0]), said, espeak.phonemes(said)])
            at += len(done[0])
    with open(out + ".json", "w") as f:
        json.dump(index, f)
    print(len(index), "recordings,", round(at / voices.RATE / 3600, 2), "hours")


if __name__ == "__main__":
    main()
