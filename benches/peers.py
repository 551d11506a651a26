#!/usr/bin/env python3
"""What outloud costs beside other programs that recognise speech with the same weights: ratios of one run, never a test.

usage: peers.py BINARY PEERS MODELS [ROUNDS]      PEERS is the folder of scripts/peers.sh, MODELS that of `outloud models path`
                                                  (needs ggml-tiny.en.bin, ggml-base.bin or both); from Debian, flac and time

Each program gets the same sound, and as many threads as it takes by itself. What `analyze` takes is the whole process: loading,
recognition, pitch, pauses, structure, report. Of the others only loading the model and recognising are counted, not the start of
Python. Every round runs all of them one after the other; a ratio is outloud's time by a peer's in the same round, and what is
printed is the median over the rounds. Memory is the highest resident size of the process.
"""
import array, os, statistics, subprocess, sys, tempfile

from cost import samples, write

# Natural voices, with pauses, one after the other: cut to each length.
SPOKEN = ["stalls-michael", "outage-joe", "handover-emma", "figures-heart", "repeats-george"]
LENGTHS = [30, 90, 180]
MODELS = {"tiny.en": "ggml-tiny.en.bin", "base": "ggml-base.bin"}

CLOCK = "import time; begun = time.perf_counter()"
TOLD = "print(time.perf_counter() - begun)"
# whisper-cli's own defaults: beams of five, at most four threads, times for segments.
WHISPER_CPP = f"""
import os, sys
from pywhispercpp.model import Model
{CLOCK}
model = Model(sys.argv[1], params_sampling_strategy=1, beam_search={{"beam_size": 5, "patience": -1.0}},
              n_threads=min(4, os.cpu_count()), language="en", print_progress=False, redirect_whispercpp_logs_to=None)
said = model.transcribe(sys.argv[2])
{TOLD}
"""
FASTER = f"""
import sys
from faster_whisper import WhisperModel
{CLOCK}
model = WhisperModel(sys.argv[1], device="cpu", compute_type=sys.argv[3])
said = [segment.text for segment in model.transcribe(sys.argv[2], language="en")[0]]
{TOLD}
"""


def run(command):
    """-> wall s (what the program prints last, where it does), peak MiB"""
    done = subprocess.run(["/usr/bin/time", "-q", "-f", "%e %M", *command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}: {' '.join(command)}\n{done.stderr[-2000:]}")
    wall, kib = done.stderr.split()[-2:]
    printed = done.stdout.split()
    return float(printed[-1]) if printed else float(wall), float(kib) / 1024


def programs(binary, peers, models, model, audio):
    """-> name and command of each program, outloud first"""
    python = lambda environment: os.path.join(peers, environment, "bin", "python")
    ggml, weights = os.path.join(models, MODELS[model]), os.path.join(peers, "weights", model)
    faster = [python("faster-whisper"), "-c", FASTER, weights, audio]
    return {
        "outloud": [binary, "analyze", audio, "--model", ggml, "--no-save", "--quiet", "-o", os.devnull],
        "whisper.cpp": [python("pywhispercpp"), "-c", WHISPER_CPP, ggml, audio],
        "faster-whisper int8": [*faster, "int8"],
        "faster-whisper float32": [*faster, "float32"],
    }


def main():
    binary, peers, models = (os.path.abspath(path) for path in sys.argv[1:4])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    spoken, rate = [], 0
    for name in SPOKEN:
        data, rate = samples(f"fixtures/audio/{name}.flac")
        spoken.extend(data)
    print(f"{'model':8} {'speech':>6} {'program':24} {'wall s':>7} {'outloud is':>10} {'peak MiB':>9} {'outloud has':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for model in (model for model, file in MODELS.items() if os.path.exists(os.path.join(models, file))):
            for length in LENGTHS:
                audio = os.path.join(folder, f"{length}.wav")
                write(audio, array.array("h", spoken[: length * rate]), rate, 1)
                commands = programs(binary, peers, models, model, audio)
                measured = {name: [] for name in commands}
                for number in range(rounds):
                    # Whoever comes first finds another machine than whoever comes last.
                    order = list(commands)[number % len(commands):] + list(commands)[: number % len(commands)]
                    for name in order:
                        measured[name].append(run(commands[name]))
                ours = measured["outloud"]
                for name, runs in measured.items():
                    wall, peak = (statistics.median(column) for column in zip(*runs))
                    faster = statistics.median(own[0] / theirs[0] for own, theirs in zip(ours, runs))
                    smaller = statistics.median(own[1] / theirs[1] for own, theirs in zip(ours, runs))
                    print(f"{model:8} {length:4} s {name:24} {wall:7.2f} {faster:9.2f}× {peak:9.0f} {smaller:10.2f}×")


if __name__ == "__main__":
    main()
