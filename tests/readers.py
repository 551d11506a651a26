"""What others read in our exports: one JSON object, for tests/exports.rs to compare with what was said.

usage: readers.py FOLDER    (with answer.TextGrid, answer.srt, answer.vtt, answer.txt for Audacity and answer.csv in it)
"""

import csv
import html
import json
import re
import subprocess
import sys
from pathlib import Path

import parselmouth
import pysubs2
import webvtt
from parselmouth.praat import call


def praat(path):
    """The labels of each tier: text, start and end in seconds."""
    grid = parselmouth.read(str(path))
    tiers = {}
    for tier in range(1, call(grid, "Get number of tiers") + 1):
        at = range(1, call(grid, "Get number of intervals", tier) + 1)
        ask = lambda what, n: call(grid, f"Get {what} of interval", tier, n)
        labels = [[ask("label", n), ask("start time", n), ask("end time", n)] for n in at]
        tiers[call(grid, "Get tier name", tier)] = [label for label in labels if label[0]]
    return tiers


def captions(file):
    """The captions of a SubRip file: text, start and end in seconds."""
    return [[event.plaintext.replace("\n", " "), event.start / 1000, event.end / 1000] for event in file.events]


def word_cues(path):
    """The words of a WebVTT file and when each begins: with its caption, or at the tag before it."""
    words = []
    for caption in webvtt.read(str(path)):
        tagged = f"<{caption.start}>{caption.raw_text}".replace("\n", " ")
        pieces = re.split(r"<(\d+):(\d+):([\d.]+)>", tagged)[1:]
        for hours, minutes, seconds, text in zip(*[iter(pieces)] * 4):
            words.append([html.unescape(text.strip()), int(hours) * 3600 + int(minutes) * 60 + float(seconds)])
    return words


def ffmpeg(path):
    """The captions as ffmpeg decodes them: text, start and end in seconds."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "srt", "-"]
    decoded = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    return captions(pysubs2.SSAFile.from_string(decoded, "srt"))


def rows(path, **how):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, **how))


folder = Path(sys.argv[1])
json.dump(
    {
        "praat": praat(folder / "answer.TextGrid"),
        "srt": captions(pysubs2.load(str(folder / "answer.srt"), encoding="utf-8")),
        "word_cues": word_cues(folder / "answer.vtt"),
        "ffmpeg_srt": ffmpeg(folder / "answer.srt"),
        "ffmpeg_vtt": ffmpeg(folder / "answer.vtt"),
        "audacity": rows(folder / "answer.txt", delimiter="\t", quoting=csv.QUOTE_NONE),
        "csv": rows(folder / "answer.csv"),
    },
    sys.stdout,
)
