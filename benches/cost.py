#!/usr/bin/env python3
"""What outloud costs: time and memory of the built binary, as figures to read, never as a test.

usage: cost.py BINARY            needs Python 3 and, from Debian, flac and time

Everything but whisper.cpp is measured by handing the words over (`--transcript`), so that nothing is recognised.
CPU seconds are user and system time of the process and are set against the length of the audio.
"""
import array, io, json, os, statistics, subprocess, sys, tempfile, time, wave

FIXTURE = "fixtures/audio/star-90s-slt"
RUNS = 7


def run(*command):
    """-> wall s, CPU s, peak memory MiB of one run"""
    start = time.perf_counter()
    # GNU time is small: a child of this interpreter would be charged with the interpreter's own memory.
    done = subprocess.run(["/usr/bin/time", "-q", "-f", "%U %S %M", *command], capture_output=True, text=True)
    wall = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}: {' '.join(command)}")
    user, system, kib = done.stderr.split()[-3:]
    return wall, float(user) + float(system), float(kib) / 1024


def median(*command, runs=RUNS):
    """-> medians of wall s, CPU s, peak MiB over `runs` runs after one to warm up"""
    run(*command)
    rows = [run(*command) for _ in range(runs)]
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

    wall, cpu, base = median(binary, "--version")
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

        # Three minutes of talk: what it costs to hear them is what they cost more than their words alone, on one core.
        _, silent, _ = median(binary, "analyze", "--transcript", words, "--format", "json", "--no-save")
        long = os.path.join(folder, "long.wav")
        write(long, array.array("h", (data * (180 * rate // len(data) + 1))[: 180 * rate]), rate, 1)
        _, cpu, _ = median(binary, "analyze", long, "--transcript", words, "--format", "json", "--no-save")
        print(f"all acoustic measures of 3 min   {cpu - silent:7.3f} s CPU                      bound 0.5 s")

        # Ten minutes of talk: what their page costs beyond the same take as JSON, and how large it is.
        with open(words) as file:
            said = json.load(file)["words"]
        turns = range(1 + int(600 / seconds))
        shifted = [dict(w, start_s=w["start_s"] + n * seconds, end_s=w["end_s"] + n * seconds) for n in turns for w in said]
        given, talk = (os.path.join(folder, name) for name in ("words.json", "talk.wav"))
        with open(given, "w") as file:
            json.dump({"words": shifted}, file)
        write(talk, array.array("h", data * len(turns)), rate, 1)
        # From a history of its own, so that nothing is analysed while the page is timed.
        os.environ["OUTLOUD_DATA"] = os.path.join(folder, "data")
        run(binary, "analyze", talk, "--transcript", given, "--format", "json")
        show = [binary, "history", "show", "--format"]
        plain = median(*show, "json")[0]
        bare = median(*show, "html", "--no-audio")[0]
        full = median(*show, "html", runs=3)[0]
        size = [len(subprocess.run(c, capture_output=True, check=True).stdout) for c in ([*show, "html", "--no-audio"], [*show, "html"])]
        print(f"page of {len(turns) * seconds / 60:.0f} min without its sound   {1000 * (bare - plain):7.1f} ms over JSON, {size[0] / 1000:.0f} kB     bound 100 ms, 300 kB"
              f"\n{'':32} {full - bare:7.2f} s more to decode its sound, follow its pitch and encode it, {size[1] / 1e6:.1f} MB")
        del os.environ["OUTLOUD_DATA"]

    wall, cpu, peak = median(binary, "analyze", f"{FIXTURE}.flac", "--model", "tiny.en", "--format", "json", "--no-save", runs=3)
    print(f"recognised with tiny.en          {wall:7.2f} s, {cpu:.2f} s CPU for {seconds:.0f} s = {100 * wall / seconds:.1f} %, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
