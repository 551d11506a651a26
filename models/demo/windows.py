"""Training windows: sentences of one voice with silences between, noise, log-mel as whisper.cpp computes it, tokens and their times."""
import glob
import json
import os
import random
import re

import numpy as np
import tiktoken
import torch

import ggml

RATE = 16000
EOT, SOT, PREV, NO_SPEECH, NO_TIMES, TIME = 50256, 50257, 50360, 50361, 50362, 50363
PIECES = 3000           # only the 3,000 most frequent pieces are used: every text can be spelt, and few rows need learning
WRITABLE = re.compile(r"[A-Za-z0-9 ,.'%$?!-]+")
PROMPT = "Um, uh, hmm, er, ah."
SHARES = {"flite-kal16": .17, "flite-slt": .17, "flite-awb": .13, "flite-rms": .12,        # of the windows; the hardest voices most
          "en-us": .12, "en-gb": .09, "variant": .12, "human": .08}
NAN = float("nan")
NOWHERE = (NAN, NAN)


class Text:
    """Text to token ids and back, and the short numbering of the ids in use."""

    def __init__(self, header):
        self.filters, self.vocabulary = ggml.read_header(header)
        self.bpe = tiktoken.Encoding(
            "pieces", mergeable_ranks={piece: i for i, piece in enumerate(self.vocabulary[:PIECES])}, special_tokens={},
            pat_str=r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
        self.used = sorted(set(range(PIECES)) | {EOT, SOT, PREV, NO_SPEECH, NO_TIMES} | set(range(TIME, TIME + 1501)))
        self.number = torch.full((ggml.VOCABULARY,), len(self.used), dtype=torch.long)
        self.number[torch.tensor(self.used)] = torch.arange(len(self.used))
        self.rank = {piece: i for i, piece in enumerate(self.vocabulary)}
        self.prompt = self.longest_matches(PROMPT)

    def ids(self, text):
        return self.bpe.encode(" " + text)

    def longest_matches(self, text):
        """How whisper.cpp splits a prompt: word by word, the longest known piece first, no space in front."""
        ids = []
        for word in re.findall(r" ?[A-Za-z]+| ?[^\sA-Za-z]+", text):
            word = word.encode()
            while word:
                size = next(n for n in range(len(word), 0, -1) if word[:n] in self.rank)
                ids.append(self.rank[word[:size]])
                word = word[size:]
        return ids


class Speech:
    """All synthesised and recorded speech below a folder, by voice. Call refresh() to take in what was added since."""

    def __init__(self, folder, text, phones=()):
        self.folder, self.text, self.phones = folder, text, list(phones)
        self.pcm, self.voices, self.hours = {}, {}, 0.0
        self.refresh()

    def refresh(self):
        for path in sorted(glob.glob(os.path.join(self.folder, "*.json"))):
            stem = path[:-5]
            if stem in self.pcm or stem.endswith(".part"):
                continue
            self.pcm[stem] = np.memmap(stem + ".pcm", np.int16, "r")
            for voice, at, n, words, phones, *times in json.load(open(path)):
                if WRITABLE.fullmatch(words):
                    self.voices.setdefault(voice, []).append((stem, at, n, words, phones, times[0] if times else None))
                    self.hours += n / RATE / 3600
        if not self.phones:
            self.phones = sorted({p for items in self.voices.values() for item in items for p in item[4]})
        self.phone = {p: i + 1 for i, p in enumerate(self.phones)}
        groups = {}
        for voice in self.voices:
            group = voice if voice in SHARES else "human" if voice.startswith("human") else "variant"
            groups.setdefault(group, []).append(voice)
        self.names = [v for vs in groups.values() for v in vs]
        self.weights = []
        for group, vs in groups.items():
            total = sum(len(self.voices[v]) for v in vs)
            self.weights += [SHARES[group] * len(self.voices[v]) / total for v in vs]

    def window(self, r, longest, fill):
        """-> samples; (start, end, text, phonemes, word times) per sentence; a sentence to have come before."""
        room = int(longest * RATE)
        while True:
            items = self.voices[r.choices(self.names, self.weights)[0]]
            parts, spoken = [np.zeros(int(RATE * r.choice([0, 0, .05, .1, .2, .3, .6, 1])), np.float32)], []
            n = len(parts[0])
            tight = r.random() < .7
            while n < fill * RATE:
                able = [i for i in (r.choice(items) for _ in range(6 if tight else 2)) if n + i[2] <= room]
                if not able:
                    break
                stem, at, count, words, phones, times = max(able, key=lambda i: i[2]) if tight and n > room / 2 else able[0]
                start = n / RATE
                times = times and [(start + a / 100, start + b / 100) for a, b in times]
                spoken.append((start, start + count / RATE, words, phones, times))
                sound = self.pcm[stem][at: at + count].astype(np.float32) / 32768
                gap = np.zeros(min(int(RATE * r.choice([.05, .1, .15, .2, .3, .4, .6, .8, 1.2, 2.0])), room - n - count), np.float32)
                parts += [sound, gap]
                n += count + len(gap)
            if spoken:
                return np.concatenate(parts), spoken, r.choice(items)[3]


def tokens(r, text, spoken, before, shift=0.0):
    """-> token ids; index of the first one to predict; (middle, half length) in seconds of each one's sound, NaN where there is none."""
    def mark(t):
        return TIME + round(min(t + shift, 30) / .02)

    segments = []                               # neighbouring sentences become one segment now and then, as in real transcripts
    for start, end, words, _, times in spoken:
        ids, when = [], []
        for k, word in enumerate(words.split()):
            pieces = text.ids(word)
            a, b = times[k] if times else (NAN, NAN)
            ids += pieces
            half = (b - a) / len(pieces) / 2
            when += [(a + (2 * j + 1) * half, half) for j in range(len(pieces))]
        if segments and start - segments[-1][1] < .5 and r.random() < .3:
            first, _, old, old_when = segments[-1]
            segments[-1] = (first, end, old + ids, old_when + when)
        else:
            segments.append((start, end, ids, when))
    p = r.random()
    seq = [] if p < .35 else [PREV] + (text.prompt if p < .85 else text.ids(before)[-60:])         # mostly as outloud asks
    seq.append(SOT)
    plain = r.random() < .7
    if plain:
        seq.append(NO_TIMES)
    first, when = len(seq), [NOWHERE] * len(seq)
    for start, end, ids, times in segments:
        seq += ids if plain else [mark(start), *ids, mark(end)]
        when += times if plain else [(start, .06), *times, (end, .06)]
    if not segments:                            # nothing said: nothing written, whichever way the decoder is asked
        p = r.random()
        seq += [NO_SPEECH] if p < .5 else [] if p < .85 else text.ids(".") if plain else [TIME]
        when += [NOWHERE] * (len(seq) - len(when))
        return seq + [EOT], first, when + [NOWHERE]
    return seq + [EOT], first, when + [(segments[-1][1] + .12, .12)]


class Noise:
    """White, pink and brown noise and a mains hum, made once and cut at random places."""

    def __init__(self, seconds=40):
        n = seconds * RATE
        rng = np.random.default_rng(5)
        spectrum = np.fft.rfft(rng.standard_normal(n))
        f = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 40)
        self.kinds = [np.fft.irfft(spectrum * f ** power, n) for power in (0, 0, 0, -.5, -.5, -1)]
        t = np.arange(n) / RATE
        self.kinds.append(sum(np.sin(2 * np.pi * hz * t) / hz for hz in (50, 100, 150, 250)) + self.kinds[3] / self.kinds[3].std() * .005)
        self.kinds = [(k / k.std()).astype(np.float32) for k in self.kinds]

    def cut(self, r, n):
        kind = r.choice(self.kinds)
        at = r.randrange(len(kind) - n + 1)
        return kind[at: at + n]


def log_mel(x, filters, hann):
    power = torch.stft(x, 400, 160, window=hann, center=True, pad_mode="reflect", return_complex=True)[..., :-1].abs() ** 2
    mel = torch.clamp(filters @ power, min=1e-10).log10()
    return (torch.maximum(mel, mel.amax((1, 2), keepdim=True) - 8) + 4) / 4


def batch(speech, noise, r, size, longest, shift=0.0):
    """-> samples [size, n]; tokens [size, t]; mask of what is predicted [size, t-1]; times [size, t, 2]; phonemes; encoder frames in use."""
    rows, n = [], int(longest * RATE)
    for _ in range(size):
        if r.random() < (.06 if longest > 20 else .02):
            x, spoken, before, phones = np.zeros(n, np.float32), [], "", []
            loud = 10 ** (r.uniform(-80, -25) / 20) if r.random() < .8 else 0
        else:
            x, spoken, before = speech.window(r, longest, longest * (r.uniform(.85, 1) if r.random() < .7 else r.uniform(.3, .9)))
            phones = [speech.phone[p] for s in spoken for p in s[3] if p in speech.phone]
            x *= 10 ** (r.uniform(-18, 2) / 20)
            level = np.sqrt(np.mean(x * x))
            loud = 10 ** (r.uniform(-85, -60) / 20) if r.random() < .35 else level * 10 ** (-r.uniform(10, 35) / 20)
        x = np.clip(x + noise.cut(r, len(x)) * np.float32(loud), -1, 1)
        rows.append((x, *tokens(r, speech.text, spoken, before, shift), phones))
    t = -(-max(len(seq) for _, seq, *_ in rows) // 16) * 16
    X, Y = torch.zeros(size, n), torch.full((size, t), EOT)
    mask, when = torch.zeros(size, t - 1), torch.full((size, t, 2), NAN)
    for i, (x, seq, first, times, _) in enumerate(rows):
        X[i, : len(x)] = torch.from_numpy(x[:n])
        Y[i, : len(seq)] = torch.tensor(seq)
        mask[i, first - 1: len(seq) - 1] = 1
        when[i, : len(times)] = torch.tensor(times)
    return X, speech.text.number[Y], mask, when, [row[-1] for row in rows], [min(n // 320, len(row[0]) // 320 + 1) for row in rows]
