"""Two free speech synthesisers, called in this process, that also tell when each written word is heard.

flite speaks with its own four voices, espeak-ng with any of its voice names ("en-us", "en-gb+f2").
Both return (samples as 16 kHz float32 with peak 0.7, [[start, end] in seconds per whitespace-separated word]),
or None where the synthesiser has no usable answer.
"""
import ctypes as c

import numpy as np

RATE = 16000
FILES = {"en-gb": "gmw/en"}           # espeak-ng's library finds some voices by their file only
FLITE = ("kal16", "awb", "rms", "slt")


def resampled(x, rate):
    if rate == RATE:
        return x
    n = round(len(x) * RATE / rate)
    if n <= len(x):
        return np.fft.irfft(np.fft.rfft(x)[: n // 2 + 1], n) * (n / len(x))
    return np.fft.irfft(np.fft.rfft(x), n) * (n / len(x))


def trimmed(x, times):
    """Cut the silence around the speech, keep 25 ms before and 50 ms after; scale the peak to 0.7."""
    peak = np.abs(x).max(initial=0)
    if peak <= 0 or len(x) < RATE // 4:
        return None
    loud = np.flatnonzero(np.abs(x) > 0.01 * peak)
    first, last = max(0, loud[0] - 400), min(len(x), loud[-1] + 800)
    longest = (last - first) / RATE
    times = [[min(max(0.0, t - first / RATE), longest) for t in pair] for pair in times]
    return (x[first:last] / peak * 0.7).astype(np.float32), times


def to_sound(x, times):
    """Pull each word's edges to where there is sound: ends come before pauses, starts after them."""
    hop = 80
    level = np.sqrt(np.add.reduceat(x.astype(np.float64) ** 2, np.arange(0, len(x), hop)) / hop)
    sounding = level > 0.012 * level.max()
    out = []
    for a, b in times:
        heard = np.flatnonzero(sounding[int(a * RATE / hop): max(int(b * RATE / hop), int(a * RATE / hop) + 1)])
        if len(heard):
            a, b = a + heard[0] * hop / RATE, min(b, a + (heard[-1] + 1) * hop / RATE)
        out.append([a, max(a + .02, b)])
    return out


def shared_out(starts, words, end):
    """[start, end] for each word; words said as one (start None, as in "of the") share the time by their letters."""
    times, known = [], [i for i, t in enumerate(starts) if t is not None]
    if not known or known[0] != 0:
        starts, known = [0.0] + starts[1:], [0] + [i for i in known if i]
    for i, j in zip(known, known[1:] + [len(words)]):
        a, b = starts[i], starts[j] if j < len(words) else end
        letters = np.cumsum([0] + [len(w) for w in words[i:j]])
        times += [[a + (b - a) * p / letters[-1], a + (b - a) * q / letters[-1]] for p, q in zip(letters, letters[1:])]
    return times


class Flite:
    """Word times are read from the segment durations that flite speaks with."""

    class Wave(c.Structure):
        _fields_ = [("type", c.c_char_p), ("rate", c.c_int), ("count", c.c_int), ("channels", c.c_int), ("samples", c.POINTER(c.c_short))]

    def __init__(self):
        lib = self.lib = c.CDLL("libflite.so.1", mode=c.RTLD_GLOBAL)
        for name in ("flite_usenglish", "flite_cmulex"):
            c.CDLL(f"lib{name}.so.1", mode=c.RTLD_GLOBAL)
        ptr, text = c.c_void_p, c.c_char_p
        for name, answer, *takes in (
                ("flite_synth_text", ptr, text, ptr), ("utt_wave", c.POINTER(self.Wave), ptr), ("delete_utterance", None, ptr),
                ("utt_relation", ptr, ptr, text), ("relation_head", ptr, ptr), ("item_next", ptr, ptr), ("item_prev", ptr, ptr),
                ("item_daughter", ptr, ptr), ("item_as", ptr, ptr, text), ("item_feat_float", c.c_float, ptr, text),
                ("feat_set_float", None, ptr, text, c.c_float)):
            function = getattr(lib, name)
            function.restype, function.argtypes = answer, takes
        lib.flite_init()
        self.voices = {}

    def voice(self, name):
        if name not in self.voices:
            lib = c.CDLL(f"libflite_cmu_us_{name}.so.1", mode=c.RTLD_GLOBAL)
            register = getattr(lib, f"register_cmu_us_{name}")
            register.restype, register.argtypes = c.c_void_p, [c.c_char_p]
            self.voices[name] = register(None)
        return self.voices[name]

    def children(self, item):
        item = self.lib.item_daughter(item)
        while item:
            yield item
            item = self.lib.item_next(item)

    def speak(self, text, voice, stretch=1.0):
        lib, handle = self.lib, self.voice(voice)
        features = c.cast(handle, c.POINTER(c.c_void_p))[1]         # the second field of a voice: its features
        lib.feat_set_float(features, b"duration_stretch", stretch)
        utterance = lib.flite_synth_text(text.encode(), handle)
        if not utterance:
            return None
        try:
            wave = lib.utt_wave(utterance).contents
            x = np.ctypeslib.as_array(wave.samples, (wave.count,)).astype(np.float32) / 32768
            times, token = [], lib.relation_head(lib.utt_relation(utterance, b"Token"))
            while token:
                segments = [lib.item_as(s, b"Segment") for word in self.children(token)
                            for syllable in self.children(lib.item_as(word, b"SylStructure") or 0) for s in self.children(syllable)]
                if segments:
                    before = lib.item_prev(segments[0])
                    times.append([lib.item_feat_float(before, b"end") if before else 0.0, lib.item_feat_float(segments[-1], b"end")])
                token = lib.item_next(token)
            rate = wave.rate
        finally:
            lib.delete_utterance(utterance)
        if len(times) != len(text.split()):
            return None
        return trimmed(resampled(x, rate), times)


class Espeak:
    """Word starts are espeak-ng's own word events; a word ends where the next begins or where its sound stops."""

    class Event(c.Structure):
        _fields_ = [("type", c.c_int), ("id", c.c_uint), ("text_position", c.c_int), ("length", c.c_int), ("audio_position", c.c_int),
                    ("sample", c.c_int), ("user_data", c.c_void_p), ("name", c.c_char * 8)]

    def __init__(self):
        lib = self.lib = c.CDLL("libespeak-ng.so.1")
        self.rate = lib.espeak_Initialize(2, 0, None, 0)            # 2: synchronous, samples go to the callback
        kind = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(self.Event))
        self.callback = kind(self.take)
        lib.espeak_SetSynthCallback(self.callback)
        lib.espeak_TextToPhonemes.restype = c.c_char_p
        lib.espeak_TextToPhonemes.argtypes = [c.POINTER(c.c_char_p), c.c_int, c.c_int]
        self.loaded = None

    def take(self, samples, count, events):
        if samples and count > 0:
            self.parts.append(np.ctypeslib.as_array(samples, (count,)).copy())
        i = 0
        while events[i].type:
            if events[i].type == 1:
                self.words.append((events[i].text_position - 1, events[i].audio_position / 1000))
            i += 1
        return 0

    def use(self, voice):
        if voice != self.loaded:
            base, plus, variant = voice.partition("+")
            if self.lib.espeak_SetVoiceByName((FILES.get(base, base) + plus + variant).encode()) != 0:
                raise ValueError(f"espeak-ng has no voice {voice}")
            self.loaded = voice

    def speak(self, text, voice, words_a_minute=160, pitch=50):
        self.use(voice)
        self.lib.espeak_SetParameter(1, int(words_a_minute), 0)
        self.lib.espeak_SetParameter(3, int(pitch), 0)
        self.parts, self.words = [], []
        data = text.encode()
        if self.lib.espeak_Synth(data, c.c_size_t(len(data) + 1), 0, 1, 0, 1, None, None) != 0 or not self.parts:
            return None
        x = resampled(np.concatenate(self.parts).astype(np.float32) / 32768, self.rate)
        starts, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            starts.append(min((t for place, t in self.words if at <= place < at + len(word)), default=None))
            at += len(word)
        times = to_sound(x, shared_out(starts, text.split(), len(x) / RATE))
        return trimmed(x, times)

    def phonemes(self, text):
        """How en-us says it, as a list of espeak's phoneme names without stress and length."""
        self.use("en-us")
        rest, names = c.c_char_p(text.encode()), []
        while rest.value is not None:
            clause = self.lib.espeak_TextToPhonemes(c.byref(rest), 1, ord("_") << 8)
            clause = (clause or b"").decode().translate({ord(x): None for x in "',;:%=|!-"})
            names += [p for p in clause.replace("_", " ").split() if p]
        return names
