"""Two nodes on one machine: one and the same result as without them, whatever is killed and whatever is broken.

    OUTLOUD=target/release/outloud python -m unittest discover -v examples/ray

Needs the speech model tiny.en, where `outloud models path` looks for it.
"""
import hashlib
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
import wave

import pyarrow.parquet as pq
import ray
from ray.cluster_utils import Cluster

import outloud_ray

OUTLOUD = os.path.abspath(os.environ.get("OUTLOUD", "target/release/outloud"))
OPTIONS = ["--model", "tiny.en"]
VOICE = pathlib.Path(__file__).parents[2] / "fixtures/audio/outage-joe.flac"
CLIPS = 6
BAD = {"empty.wav": b"", "text.wav": b"no sound", "cut.wav": None}


def clips(folder):
    """Writes recordings of two seconds, each with a moment of its own of one voice, and some that are of no use."""
    wav = subprocess.run(["flac", "-dcs", VOICE], check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(wav)) as voice:
        parameters, sound = voice.getparams(), voice.readframes(voice.getnframes())
    second = parameters.framerate * parameters.sampwidth * parameters.nchannels
    for number in range(CLIPS):
        with wave.open(str(folder / f"clip {number}.wav"), "wb") as clip:
            clip.setparams(parameters)
            clip.writeframes(sound[(10 + 3 * number) * second:][: 2 * second])
    for name, content in BAD.items():
        (folder / name).write_bytes((folder / "clip 0.wav").read_bytes()[:20] if content is None else content)


def rows(output):
    files = sorted(pathlib.Path(output).glob("*.parquet"))
    return [row for file in files for row in pq.read_table(file).to_pylist()]


class OnACluster(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.source, self.output = self.folder / "recordings", self.folder / "takes"
        self.source.mkdir()
        clips(self.source)
        # Each start of the program tells which worker it belongs to.
        self.starts = self.folder / "starts"
        os.mkfifo(self.starts)
        self.told = os.fdopen(os.open(self.starts, os.O_RDWR), "r")
        self.addCleanup(self.told.close)
        self.binary = self.folder / "outloud"
        self.binary.write_text(f'#!/bin/sh\n[ "$1" = --version ] || echo $PPID >{self.starts}\nexec {OUTLOUD} "$@"\n')
        self.binary.chmod(0o755)
        self.cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
        self.second = self.cluster.add_node(num_cpus=1)
        ray.init(address=self.cluster.address, log_to_driver=False)
        self.addCleanup(self.cluster.shutdown)
        self.addCleanup(ray.shutdown)

    def run_all(self):
        return outloud_ray.run(f"file://{self.source}", f"file://{self.output}", OPTIONS, str(self.binary), batch=2, rows_per_file=2)

    def test_what_is_lost_broken_and_done_is_made_again_told_and_passed_over(self):
        counts = []
        work = threading.Thread(target=lambda: counts.append(self.run_all()))
        work.start()
        # A worker is killed at work, then a whole node.
        os.kill(int(self.told.readline()), signal.SIGKILL)
        self.told.readline()
        self.cluster.remove_node(self.second, allow_graceful=False)
        work.join()
        self.assertEqual(counts, [(CLIPS + len(BAD), 0)])

        there = {row["url"]: row for row in rows(self.output)}
        self.assertEqual(len(rows(self.output)), CLIPS + len(BAD), "each recording has one row")
        for name in BAD:
            row = there[f"file://{self.source}/{name}"]
            self.assertIsNone(row["take"])
            self.assertIn(f"file://{self.source}/{name}", row["error"])
        command = [OUTLOUD, "analyze", str(self.source), "--format", "jsonl", "--no-save", "--threads", "1", *OPTIONS]
        alone = subprocess.run(command, capture_output=True, text=True)
        takes = [json.loads(line) for line in alone.stdout.splitlines()]
        self.assertEqual(len(takes), CLIPS)
        for take in takes:
            take["source"]["path"] = "file://" + take["source"]["path"]
            row = there[take["source"]["path"]]
            self.assertEqual(json.loads(row["take"]), take)
            self.assertEqual(row["sha256"], hashlib.sha256(pathlib.Path(row["url"][7:]).read_bytes()).hexdigest())

        # What is new is analysed, what has a new name is not, and a file that a lost writer left behind is no hindrance.
        (self.source / "new.wav").write_bytes((self.source / "clip 1.wav").read_bytes() + b"\0\0")
        shutil.copy(self.source / "clip 2.wav", self.source / "again.wav")
        (self.output / "half.parquet").write_bytes(b"PAR1 and no more")
        self.assertEqual(self.run_all(), (CLIPS + len(BAD) + 2, CLIPS + len(BAD)))
        new = [row["url"] for row in rows(self.output) if row["url"] not in there]
        self.assertEqual(new, [f"file://{self.source}/new.wav"])
        # Asked otherwise, everything is asked.
        outloud_ray.run(f"file://{self.source}", f"file://{self.output}", [*OPTIONS, "--aim", "30s"], str(self.binary))
        self.assertEqual(len(rows(self.output)), 2 * (CLIPS + len(BAD)) + 3)


if __name__ == "__main__":
    unittest.main()
