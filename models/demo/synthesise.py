"""Speak sentences in many voices: OUT.pcm (16 kHz, 16-bit mono, back to back) and OUT.json
(per sentence: voice, first sample, samples, text, phonemes, [start, end] of each word in hundredths of a second).

usage: synthesise.py sentences.txt FIRST COUNT OUT      speaks lines FIRST to FIRST + COUNT
"""
import json
import random
import re
import sys
from multiprocessing import Pool

import numpy as np

import voices

BASE = ["en-us"] * 3 + ["en-gb"] * 2
VARIANTS = [""] * 14 + ["+" + v for v in "m1 m2 m3 m4 m5 m6 m7 f1 f2 f3 f4 f5".split()]
makers = {}


def speak(job):
    number, text = job
    if not makers:
        makers["flite"], makers["espeak"] = voices.Flite(), voices.Espeak()
    r = random.Random(number)
    try:
        if r.random() < .5:
            voice = r.choice(voices.FLITE)
            text = re.sub(r"\bhmm\b", "um", re.sub(r"\bHmm\b", "Um", text))     # flite spells "hmm" letter by letter
            done = makers["flite"].speak(text, voice, r.uniform(.8, 1.2))
            voice = "flite-" + voice
        else:
            voice = r.choice(BASE) + r.choice(VARIANTS)
            done = makers["espeak"].speak(text, voice, r.randint(130, 190), r.randint(35, 65))
        phonemes = makers["espeak"].phonemes(text)
    except (ValueError, OSError):
        return None
    if done is None or not .4 < len(done[0]) / voices.RATE < 13:
        return None
    x, times = done
    return (x * 32767).astype(np.int16), voice, text, phonemes, [[round(100 * t) for t in pair] for pair in times]


def main():
    path, first, count, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    lines = open(path).read().splitlines()[first: first + count]
    index, at = [], 0
    with open(out + ".pcm", "wb") as f, Pool() as pool:
        for done in pool.imap_unordered(speak, list(enumerate(lines, first)), chunksize=64):
            if done:
                x, *rest = done
                f.write(x.tobytes())
                index.append([rest[0], at, len(x), *rest[1:]])
                at += len(x)
    with open(out + ".json", "w") as f:
        json.dump(index, f)
    print(len(index), "sentences,", round(at / voices.RATE / 3600, 2), "hours")


if __name__ == "__main__":
    main()
