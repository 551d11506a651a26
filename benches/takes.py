#!/usr/bin/env python3
"""Fills a history with made-up takes: for pictures and for timing, never for tests.

usage: takes.py OUTLOUD DATABASE NUMBER [DAYS [class]]     OUTLOUD makes the database; NUMBER takes end at its own, over DAYS days

One speaker practises twelve questions and slowly gets better: fewer fillers, fewer long pauses, more whole stories. Every
measure varies from take to take, the same way each time the program runs. Only the newest takes carry a whole analysis.
With `class`, three takes of four are those of three others, who have names, and every third tells one of the stories of STORIES.
"""
import json as text, math, os, random, sqlite3, subprocess, sys, time

WHOLE = 500
QUESTIONS = ["conflict", "failure", "deadline", "influence", "ambiguity", "feedback", "priorities", "teamwork", "mistake", "change",
             "pressure", "ownership"]
SPEAKERS = [None, "Ana", "Ben", "Chi"]
STORIES = ["the-outage", "the-merger", "the-oven"]


def told(name):
    """What an analysis has of a story that was told, as outloud writes it."""
    numbers = [{"text": "18 minutes", "state": "not_heard", "quote": None, "char_start": None, "char_end": None, "start_s": None, "end_s": None}]
    return {"name": name, "title": name, "numbers": numbers}


def main():
    outloud, database, number = sys.argv[1], os.path.abspath(sys.argv[2]), int(sys.argv[3])
    days = float(sys.argv[4]) if len(sys.argv) > 4 else 3650
    several = sys.argv[5:] == ["class"]
    env = dict(os.environ, OUTLOUD_DATA=os.path.dirname(database))
    words = "fixtures/transcripts/star-90s-slt.json"
    audio = "fixtures/audio/star-90s-slt.flac"
    subprocess.run([outloud, "analyze", audio, "--transcript", words, "--question", QUESTIONS[0], "-o", os.devnull, "--quiet"], env=env,
                   check=True)
    db = sqlite3.connect(database)
    json = db.execute("SELECT json FROM analyses").fetchone()[0]
    analyser = db.execute("SELECT analyser FROM takes").fetchone()[0]
    db.execute("DELETE FROM analyses")
    db.execute("DELETE FROM takes")
    rng, now = random.Random(7), int(time.time() * 1000)
    for n in range(number):
        done = n / max(1, number - 1)
        better = 1 / (1 + math.exp(-12 * (done - 0.6)))
        taken = now - int((1 - done) * days * 86_400_000)
        pace = 172 - 16 * better + rng.gauss(0, 7)
        fillers = max(0.0, 8.2 - 5.0 * better + rng.gauss(0, 1.0))
        long = max(0, round(2.6 - 1.8 * better + rng.gauss(0, 0.9)))
        duration = 128 - 20 * better + rng.gauss(0, 14)
        star = min(4, max(1, round(3.0 + 1.0 * better + rng.gauss(0, 0.4))))
        pitch = 2.3 + 0.3 * better + rng.gauss(0, 0.25)
        question = QUESTIONS[rng.randrange(len(QUESTIONS))]
        db.execute("""INSERT INTO takes (id, fingerprint, taken_ms, question, category, source, audio_s, model, analyser, shape, words,
                      pace, fillers, long_pauses, duration, star, pitch, speaker) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
                   (n + 1, f"made-up {n}", taken, question, "behavioural", f"{question}.wav", duration + 2, "base.en", analyser, "story",
                    round(pace * duration / 60), pace, fillers, long, duration, star, pitch, SPEAKERS[n % 4] if several else None))
        db.execute("INSERT INTO tags VALUES (?, ?)", (n + 1, f"round {n % 3 + 1}"))
        take = text.loads(json) if number - n <= WHOLE else {"schema": 1}
        if several and n % 3 == 0:
            take["story"] = told(STORIES[n // 3 % 3])
        db.execute("INSERT INTO analyses VALUES (?, ?)", (n + 1, text.dumps(take)))
    db.commit()


if __name__ == "__main__":
    main()
