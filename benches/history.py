#!/usr/bin/env python3
"""What a long history costs: 100,000 takes, ten years of a class of four who tell stories, made up by takes.py. Figures to read, never
a test.

usage: history.py OUTLOUD

Each command is timed as a user waits for it, start-up included. A save is the difference between analysing a written answer
with and without keeping it, on the long history.
"""
import datetime, os, resource, shutil, statistics, subprocess, sys, tempfile, time

from takes import STORIES

TAKES = 100_000
RUNS = 9


def wait(env, *command):
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - start)


def median(env, *command):
    wait(env, *command)
    return statistics.median(wait(env, *command) for _ in range(RUNS))


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
        for name, arguments in [
            ("history list", ["history", "list"]),
            ("history list --question", ["history", "list", "--question", "conflict"]),
            ("history show last", ["history", "show", "last"]),
            ("trend", ["trend"]),
            ("trend --question", ["trend", "--question", "conflict"]),
            ("compare", ["compare"]),
            ("history list --speaker", ["history", "list", "--speaker", "Ana"]),
            ("trend --speaker", ["trend", "--speaker", "Ana"]),
            ("compare --speaker", ["compare", "--speaker", "Ana"]),
            ("stories list", ["stories", "list", "--question", "conflict-colleague"]),
            ("analyze, words alone", ["analyze", "--transcript", "fixtures/transcripts/star-90s-slt.txt", "--no-save"]),
            ("analyze of a recording", ["analyze", "fixtures/audio/short-espeak.flac", "--transcript",
                                        "fixtures/transcripts/short-espeak.json", "--no-save"]),
            ("plan", ["plan", "--date", interview]),
            ("dashboard", ["dashboard", "--no-audio", "-o", os.path.join(folder, "dashboard.html")]),
        ]:
            print(f"{name:32} {median(env, outloud, *arguments):7.1f} ms                       bound  50 ms")
        words = "fixtures/transcripts/star-90s-slt.json"
        text = open(words).read()
        kept, lost, told = [], [], []
        for n in range(RUNS + 1):
            # Another answer each time: the same one would be measured again and not saved anew.
            def analyze(letter, *options):
                answer = os.path.join(folder, f"{n}.json")
                with open(answer, "w") as f:
                    f.write(text.replace('"text": "', f'"text": "{letter}{n}', 1))
                return wait(env, outloud, "analyze", "--transcript", answer, "--question", "conflict", *options)

            lost.append(analyze("a", "--format", "json", "--no-save"))
            kept.append(analyze("b", "--format", "json"))
            told.append(analyze("c"))
        usual = statistics.median(lost[1:])
        print(f"{'saving a take':32} {statistics.median(kept[1:]) - usual:7.1f} ms                       bound  10 ms")
        print(f"{'saving it and comparing it':32} {statistics.median(told[1:]) - usual:7.1f} ms")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
