#!/usr/bin/env python3
"""What a long history costs: 100,000 takes, ten years of a class of four who tell stories, made up by takes.py. Figures to read, never
a test.

usage: history.py OUTLOUD

Each command is timed as a user waits for it, start-up included, and by the CPU time it takes: on a busy machine that is what to read.
A save is the difference between analysing a written answer with and without keeping it, on the long history.
"""
import datetime, os, resource, shutil, statistics, subprocess, sys, tempfile, time

from takes import STORIES

TAKES = 100_000
RUNS = 9


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait(env, *command):
    """-> wall and CPU time of one run, ms"""
    start, before = time.perf_counter(), cpu()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - start), 1000 * (cpu() - before)


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def told(name, times, bound=None):
    wall, used = times
    print(f"{name:32} {wall:7.1f} ms {used:7.1f} ms CPU" + (f"     bound {bound} ms" if bound else ""))


def main():
    outloud = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp()
    try:
        env = dict(os.environ, OUTLOUD_DATA=folder)
        database = os.path.join(folder, "history.db")
        subprocess.run([sys.executable, "benches/takes.py", outloud, database, str(TAKES), "3650", "class"], check=True)
        # The last one is nobody's yet: whoever looks when it was told last looks at every take.
        for story in [*STORIES, "never-told"]:
            subprocess.run([outloud, "stories", "new", story], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        interview = (datetime.date.today() + datetime.timedelta(days=10)).isoformat()
        print(f"a history of {TAKES:,} takes, {os.path.getsize(database) / 1e6:.0f} MB")
        for name, arguments, *bound in [
            ("history list", ["history", "list"], 50),
            ("history list --question", ["history", "list", "--question", "conflict"], 50),
            ("history show last", ["history", "show", "last"], 50),
            ("trend", ["trend"], 50),
            ("trend --question", ["trend", "--question", "conflict"], 50),
            ("compare", ["compare"], 50),
            ("history list --speaker", ["history", "list", "--speaker", "Ana"], 50),
            ("trend --speaker", ["trend", "--speaker", "Ana"], 50),
            ("compare --speaker", ["compare", "--speaker", "Ana"], 50),
            ("stories list", ["stories", "list", "--question", "conflict-colleague"], 50),
            ("analyze, words alone", ["analyze", "--transcript", "fixtures/transcripts/star-90s-slt.txt", "--no-save"]),
            ("analyze of a recording", ["analyze", "fixtures/audio/short-espeak.flac", "--transcript",
                                        "fixtures/transcripts/short-espeak.json", "--no-save"]),
            ("plan", ["plan", "--date", interview]),
            ("dashboard", ["dashboard", "--no-audio", "-o", os.path.join(folder, "dashboard.html")]),
        ]:
            wait(env, outloud, *arguments)
            told(name, medians(wait(env, outloud, *arguments) for _ in range(RUNS)), *bound)
        words = "fixtures/transcripts/star-90s-slt.json"
        text = open(words).read()
        kept, lost, compared = [], [], []
        for n in range(RUNS + 1):
            # Another answer each time: the same one would be measured again and not saved anew.
            def analyze(letter, *options):
                answer = os.path.join(folder, f"{n}.json")
                with open(answer, "w") as f:
                    f.write(text.replace('"text": "', f'"text": "{letter}{n}', 1))
                return wait(env, outloud, "analyze", "--transcript", answer, "--question", "conflict", *options)

            lost.append(analyze("a", "--format", "json", "--no-save"))
            kept.append(analyze("b", "--format", "json"))
            compared.append(analyze("c"))
        usual = medians(lost[1:])
        for name, runs, *bound in [("saving a take", kept, 10), ("saving it and comparing it", compared)]:
            told(name, [with_it - without for with_it, without in zip(medians(runs[1:]), usual)], *bound)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
