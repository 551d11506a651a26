"""Measure the demo model on speech that it never heard: sentences of unseen.txt, alone and in windows of 10 to 28 s with pauses,
clean and with noise at 20 dB, in every voice; silence and noise alone; and, where given, human recordings.

usage: score.py --outloud target/release/outloud [--model FILE] [--human FOLDER]      through the program, as people use it
       score.py --model demo.en-q8_0.bin [--human FOLDER] [--timestamps] [--prompt TEXT]     through whisper.cpp (pip: pywhispercpp)

--human: a folder with X.wav and X.words.json, a list of {"word", "start", "end"} (seconds), or X.txt.
Prints the table of the model card and, last, one line of JSON.
"""
import argparse
import glob
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import wave

import numpy as np

import voices

HERE = os.path.dirname(os.path.abspath(__file__))
VOICES = ["flite-kal16", "flite-awb", "flite-rms", "flite-slt", "en-us", "en-gb", "en-us+m3", "en-us+f2", "en-gb+m1", "en-gb+f4"]
FILLERS = {"um", "uh", "er", "hmm", "ah", "umm", "uhm", "erm", "mm"}
NUMBERS = {w: str(i) for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}
NUMBERS |= dict(thirty="30", forty="40", fifty="50", sixty="60", seventy="70", eighty="80", ninety="90")


def plain(text):
    """Lower-case words without punctuation; numbers up to twenty and tens as digits, so that both spellings are right."""
    text = re.sub(r"%", " percent", text.lower().replace("’", "'"))
    words = [w.strip("'") for w in re.findall(r"[a-z0-9']+", re.sub(r"(\d),(\d{3})", r"\1\2", text))]
    return [NUMBERS.get(w, w) for w in words if w]


def aligned(said, heard):
    """Least edits -> (edits, pairs of indices of equal or substituted words)."""
    cost = np.zeros((len(said) + 1, len(heard) + 1), int)
    cost[:, 0], cost[0] = np.arange(len(said) + 1), np.arange(len(heard) + 1)
    for i, a in enumerate(said, 1):
        for j, b in enumerate(heard, 1):
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (a != b))
    i, j, pairs = len(said), len(heard), []
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + (said[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return int(cost[-1, -1]), pairs[::-1]


class Maker:
    def __init__(self):
        self.flite, self.espeak = voices.Flite(), voices.Espeak()

    def speak(self, r, text, voice):
        if voice.startswith("flite-"):
            return self.flite.speak(text, voice[6:], r.uniform(.85, 1.15))
        return self.espeak.speak(text, voice, r.randint(130, 190), r.randint(40, 60))


def with_noise(rng, x, snr=20.0):
    level = np.sqrt(np.mean(x[np.abs(x) > .01] ** 2))
    return np.clip(x + rng.standard_normal(len(x)) * level * 10 ** (-snr / 20), -1, 1)


def cases(r, rng, alone, long):
    """-> name, voice, kind, samples, [(word, start, end)]"""
    maker, texts = Maker(), open(os.path.join(HERE, "unseen.txt")).read().splitlines()
    for v, voice in enumerate(VOICES):
        r.shuffle(texts)
        for noisy in (False, True):
            lists = [[t] for t in texts[:alone]] + [texts[alone + 8 * i: alone + 8 * i + 8] for i in range(long)]
            for k, sentences in enumerate(lists):
                parts, words, n, limit = [np.zeros(3200)], [], 3200, r.uniform(12, 28) * voices.RATE
                for text in sentences:
                    done = maker.speak(r, text, voice)
                    if done is None or (words and n + len(done[0]) > limit):
                        continue
                    words += [(w, a + n / voices.RATE, b + n / voices.RATE) for w, (a, b) in zip(text.split(), done[1])]
                    pause = np.zeros(int(r.choice([.3, .6, 1.0, 1.8]) * voices.RATE))
                    parts += [done[0], pause]
                    n += len(done[0]) + len(pause)
                x = np.concatenate(parts)
                yield f"{v}-{noisy:d}-{k}", voice, ("window" if len(sentences) > 1 else "alone", noisy), with_noise(rng, x) if noisy else x, words


def quiet(rng):
    n = 12 * voices.RATE
    white = rng.standard_normal(n)
    brown = np.cumsum(white)
    brown = np.convolve(brown - np.convolve(brown, np.ones(400) / 400, "same"), [1], "same")
    hum = np.sin(2 * np.pi * 50 * np.arange(n) / voices.RATE)
    for name, x, db in (("digital silence", np.zeros(n), -200), ("white -60 dB", white, -60), ("white -40 dB", white, -40), ("white -30 dB", white, -30),
                        ("brown -40 dB", brown, -40), ("hum -40 dB", hum, -40)):
        yield name, x / (x.std() + 1e-9) * 10 ** (db / 20) if db > -200 else x


def save(path, x):
    with wave.open(path, "wb") as w:
        w.setnchannels(1), w.setsampwidth(2), w.setframerate(voices.RATE)
        w.writeframes((np.clip(x, -1, 1) * 32767).astype("<i2").tobytes())


class Program:
    def __init__(self, path, model=None):
        self.path, self.seconds, self.folder = path, 0.0, tempfile.mkdtemp()
        self.options = ["--model", model] if model else []

    def hear(self, x):
        path = os.path.join(self.folder, "x.wav")
        save(path, x)
        start = time.time()
        done = subprocess.run([self.path, "analyze", path, "--format", "json", "--no-save", *self.options], capture_output=True, text=True)
        self.seconds += time.time() - start
        try:
            t = json.loads(done.stdout)["transcript"]
        except (ValueError, KeyError, TypeError):
            if done.returncode and "speech" not in done.stderr.lower():
                print(done.stderr.strip()[-300:], file=sys.stderr)
            return "", []
        return t["text"] or "", [(w.get("text", w.get("word", "")), w["start_s"], w["end_s"]) for w in t["words"]]


class Whisper:
    def __init__(self, path, timestamps=False, prompt=None):
        from pywhispercpp.model import Model
        self.seconds = 0.0
        self.model = Model(path, n_threads=2, print_progress=False, print_realtime=False, redirect_whispercpp_logs_to=None)
        self.options = dict(no_timestamps=not timestamps, single_segment=not timestamps, no_context=True, temperature_inc=0.0, suppress_blank=False)
        if prompt:
            self.options["initial_prompt"] = prompt

    def hear(self, x):
        start = time.time()
        x = np.concatenate([x, np.zeros(max(0, 17600 - len(x)))]).astype(np.float32)
        segments = self.model.transcribe(x, **self.options)
        self.seconds += time.time() - start
        return " ".join(s.text for s in segments), []


def human(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.wav"))):
        stem = path[:-4]
        with wave.open(path) as w:
            x = np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(np.float32).reshape(-1, w.getnchannels()).mean(1) / 32768
            x = voices.resampled(x, w.getframerate())
        if os.path.exists(stem + ".words.json"):
            given = json.load(open(stem + ".words.json"))
            given = given.get("words", []) if isinstance(given, dict) else given
            words = [(w.get("word", w.get("text", "")), w.get("start", w.get("start_s")), w.get("end", w.get("end_s"))) for w in given]
        elif os.path.exists(stem + ".txt"):
            words = [(w, None, None) for w in open(stem + ".txt").read().split()]
        else:
            continue
        yield os.path.basename(stem), x, words


class Sums:
    def __init__(self):
        self.words = self.edits = self.fillers = self.found = 0
        self.off = []

    def add(self, said, text, words):
        flat = [(p, a, b) for w, a, b in said for p in plain(w)]
        edits, pairs = aligned([w for w, *_ in flat], plain(text))
        self.words, self.edits = self.words + len(flat), self.edits + edits
        heard = plain(text)
        for i, (w, *_ ) in enumerate(flat):
            if w in ("um", "uh"):
                self.fillers += 1
                self.found += any(k == i and heard[j] in FILLERS for k, j in pairs)
        timed = [(p, a, b) for w, a, b in words for p in plain(w)]
        if timed and said and said[0][1] is not None:
            whole = [(w, a, b) for w, a, b in said if len(plain(w)) == 1]
            _, pairs = aligned([plain(w)[0] for w, *_ in whole], [w for w, *_ in timed])
            for i, j in pairs:
                if plain(whole[i][0])[0] == timed[j][0]:
                    self.off += [abs(whole[i][1] - timed[j][1]), abs(whole[i][2] - timed[j][2])]

    def row(self):
        return dict(words=self.words, wer=round(self.edits / max(1, self.words), 3),
                    um_uh=round(self.found / self.fillers, 3) if self.fillers else None,
                    time_ms=round(1000 * statistics.median(self.off)) if self.off else None)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--outloud"), a.add_argument("--model"), a.add_argument("--human"), a.add_argument("--prompt")
    a.add_argument("--timestamps", action="store_true"), a.add_argument("--alone", type=int, default=12), a.add_argument("--long", type=int, default=3)
    a.add_argument("--seed", type=int, default=2026), a.add_argument("--show", action="store_true")
    a = a.parse_args()
    ear = Program(a.outloud, a.model) if a.outloud else Whisper(a.model, a.timestamps, a.prompt)
    r, rng = random.Random(a.seed), np.random.default_rng(a.seed)
    sums, heard_s = {}, 0.0
    for name, voice, (kind, noisy), x, said in cases(r, rng, a.alone, a.long):
        text, words = ear.hear(x)
        heard_s += len(x) / voices.RATE
        if a.show:
            print(name, voice, "|", " ".join(w for w, *_ in said), "|", text, file=sys.stderr)
        for key in (voice, kind, "noise at 20 dB" if noisy else "clean", "all synthetic"):
            sums.setdefault(key, Sums()).add(said, text, words)
    rows = {k: sums[k].row() for k in VOICES + ["alone", "window", "clean", "noise at 20 dB", "all synthetic"] if k in sums}
    if a.human:
        every = Sums()
        for name, x, said in human(a.human):
            one, text, words = Sums(), "", []
            for at in range(0, len(x), 28 * voices.RATE) if not a.outloud else [0]:
                piece, more = ear.hear(x[at: at + 28 * voices.RATE] if a.model else x)
                text, words = text + " " + piece, words + more
            for s in (one, every):
                s.add(said, text, words)
            if a.show:
                print(name, "|", " ".join(w for w, *_ in said), "|", text, file=sys.stderr)
        rows["human"] = every.row()
    print(f"| {'heard':16} | words | word errors | um/uh found | word times off by (median) |\n|---|---|---|---|---|")
    for k, v in rows.items():
        print(f"| {k:16} | {v['words']} | {v['wer']:.1%} | {'' if v['um_uh'] is None else format(v['um_uh'], '.0%')} | "
              f"{'' if v['time_ms'] is None else str(v['time_ms']) + ' ms'} |")
    invented = {name: text.strip() for name, x in quiet(rng) for text in [ear.hear(x)[0]] if plain(text)}
    print("text on silence and noise:", invented or "none")
    print(f"{ear.seconds / heard_s:.3f} s of work per second of speech")
    print(json.dumps(dict(rows=rows, invented=invented)))


if __name__ == "__main__":
    main()
