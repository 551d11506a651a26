#!/usr/bin/env python3
"""What outloud costs: time and memory of the built binary, as figures to read, never as a test.

usage: cost.py BINARY            Python 3, standard library only, and `flac` to unpack a fixture

Everything but whisper.cpp is measured by handing the words over (`--transcript`), so that nothing is recognised.
CPU seconds are user and system time of the process and are set against the length of the audio.
"""
import array, io, os, statistics, subprocess, sys, tempfile, time, wave

FIXTURE = "fixtures/audio/star-90s-slt"
RUNS = 7


def run(*command):
    """-> wall s, CPU s, peak memory MiB, stdout of one run"""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"exit {process.returncode}: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def median(*command, runs=RUNS):
    """-> medians of wall s, CPU s, peak MiB over `runs` runs after one to warm up"""
    run(*command)
    rows = [run(*command)[:3] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*rows)]


def samples(path):
    """-> 16-bit samples and rate of a mono FLAC file"""
    wav = subprocess.run(["flac", "-dcs", path], check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(wav)) as f:
        return array.array("h", f.readframes(f.getnframes())), f.getframerate()


def write(path, data, rate, channels):
    with wave.open(path, "wb") as f:
        f.setnchannels(channels), f.setsampwidth(2), f.setframerate(rate)
        f.writeframes(data.tobytes())


def main():
    binary = os.path.abspath(sys.argv[1])
    words = "fixtures/transcripts/star-90s-slt.json"
    text = "fixtures/transcripts/star-90s-slt.txt"
    data, rate = samples(f"{FIXTURE}.flac")
    seconds = len(data) / rate

    wall, cpu, peak = median(binary, "--version")
    base = peak
    print(f"start-up (--version)             {1000 * wall:7.1f} ms                       bound  10 ms")
    wall, cpu, peak = median(binary, "analyze", "--transcript", text, "--format", "json", "--no-save")
    print(f"text alone                       {1000 * wall:7.1f} ms                       bound  30 ms")

    with tempfile.TemporaryDirectory() as folder:
        # The same answer three times over as 48 kHz stereo: each sample held for three, on both sides.
        stereo = array.array("h", (x for x in data for _ in range(6)))
        loud = os.path.join(folder, "stereo.wav")
        write(loud, stereo, 3 * rate, 2)
        for name, path, decoded_mib in [
            (f"{rate / 1000:.0f} kHz mono, words given", f"{FIXTURE}.flac", 4 * len(data) / 2**20),
            (f"{3 * rate / 1000:.0f} kHz stereo, words given", loud, 4 * len(stereo) / 2**20),
        ]:
            wall, cpu, peak = median(binary, "analyze", path, "--transcript", words, "--format", "json", "--no-save")
            print(f"{name:32} {cpu:7.3f} s CPU for {seconds:.0f} s = {100 * cpu / seconds:.2f} %      bound   1 %"
                  f"\n{'':32} {peak - base:7.1f} MiB above start-up = {(peak - base) / decoded_mib:.1f} x decoded   bound 4 x")

    wall, cpu, peak = median(binary, "analyze", f"{FIXTURE}.flac", "--format", "json", "--no-save", runs=3)
    print(f"with the embedded model          {wall:7.2f} s, {cpu:.2f} s CPU for {seconds:.0f} s = {100 * wall / seconds:.1f} %, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
