#!/usr/bin/env python3
"""Attacks a built outloud as a whole, and counts how it takes it: what fuzz targets cannot see, such as an abort in a C library, a
signal, a take that is lost.

usage: attack.py BINARY MODEL [PART...]      parts: recordings, transcripts, models, databases, kills; all where none is named

MODEL is a whole model file to break. How many inputs of each: the numbers below; set SHARE=0.1 for a tenth of them.
"""
import collections, glob, os, random, resource, shutil, signal, sqlite3, subprocess, sys, tempfile, time, wave

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = f"{HERE}/../fixtures"
SHARE = float(os.environ.get("SHARE", "1"))
RECORDINGS, TRANSCRIPTS, MODELS, DATABASES, KILLS = (max(1, int(SHARE * n)) for n in (3000, 2000, 200, 300, 60))
# What an answer may take on a busy machine, s, and in memory.
PATIENCE_S = 120
MEMORY = 4 << 30
# 130 is an interrupt's, and nobody interrupts what is counted here.
WANTED = {0, 1, 2}


class Attack:
    def __init__(self, binary, folder):
        self.binary, self.folder, self.chance = os.path.abspath(binary), folder, random.Random(18)
        self.found, self.tried = collections.Counter(), 0

    def environment(self, data):
        return os.environ | {"OUTLOUD_DATA": data, "OUTLOUD_CONFIG": f"{self.folder}/config", "NO_COLOR": "1"}

    def run(self, data, *arguments):
        """Runs the program and counts how it ended; what broke is kept in target/attack; -> status, stdout"""
        self.tried += 1
        try:
            done = subprocess.run([self.binary, *arguments], env=self.environment(data), capture_output=True, timeout=PATIENCE_S,
                                  stdin=subprocess.DEVNULL, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
        except subprocess.TimeoutExpired:
            self.note("time-outs", arguments)
            return None, b""
        if done.returncode < 0:
            self.note(f"signal {-done.returncode}", arguments)
        elif b"panicked at" in done.stderr:
            self.note("panics", arguments)
        elif done.returncode not in WANTED:
            self.note(f"exit {done.returncode}", arguments)
        elif done.returncode != 0 and not done.stderr.strip():
            self.note("failures without a word", arguments)
        else:
            self.found[f"exit {done.returncode}, as it should be"] += 1
        return done.returncode, done.stdout

    def note(self, what, arguments):
        self.found[what] += 1
        os.makedirs(f"{HERE}/target/attack", exist_ok=True)
        for n, argument in enumerate(arguments):
            if argument.startswith(self.folder) and os.path.isfile(argument) and os.path.getsize(argument) < 20e6:
                shutil.copy(argument, f"{HERE}/target/attack/{what.replace(' ', '-')}-{self.tried}-{n}-{os.path.basename(argument)}")
        print(f"{what}: {' '.join(arguments)}", file=sys.stderr)

    def mutated(self, data):
        """-> `data` with a few bytes, a stretch or its end changed"""
        chance, data = self.chance, bytearray(data)
        for _ in range(chance.choice([1, 1, 2, 4, 16])):
            if not data:
                break
            # Headers lie at the beginning.
            at = chance.randrange(min(len(data), chance.choice([64, 512, len(data)])))
            kind = chance.randrange(6)
            if kind == 0:
                data[at] = chance.randrange(256)
            elif kind == 1:
                data[at] ^= 1 << chance.randrange(8)
            elif kind == 2:
                data[at : at + 4] = chance.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\1\0\0\0"])
            elif kind == 3:
                del data[at:]
            elif kind == 4:
                del data[at : at + chance.randrange(1, 4096)]
            else:
                data[at:at] = data[at : at + chance.randrange(1, 4096)]
        return bytes(data)

    def report(self, part, begun):
        print(f"{part}: {self.tried} tried in {time.monotonic() - begun:.0f} s")
        for what, times in sorted(self.found.items()):
            print(f"  {times:6d} {what}")
        sys.stdout.flush()
        self.found.clear()
        self.tried = 0


def read(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)
    return path


def files(*patterns):
    found = (path for pattern in patterns for path in sorted(glob.glob(f"{FIXTURES}/{pattern}")))
    return [path for path in found if os.path.isfile(path)]


def recordings(attack):
    """Mutated recordings with their words handed over, so that all but the recogniser runs."""
    seeds = files("audio/formats/*", "malformed/*", "malformed/damaged/*")
    words = write(f"{attack.folder}/words.txt", b"I fixed the oven. We sold a fifth more bread.")
    for n in range(RECORDINGS):
        path = seeds[n % len(seeds)]
        broken = write(f"{attack.folder}/{os.path.basename(path)}", attack.mutated(read(path)))
        attack.run(f"{attack.folder}/data", "analyze", broken, "--transcript", words, "--no-save", "--format", "json")
        os.remove(broken)


def transcripts(attack):
    seeds = files("transcripts/*", "transcripts/malformed/*")
    for n in range(TRANSCRIPTS):
        path = seeds[n % len(seeds)]
        broken = write(f"{attack.folder}/{os.path.basename(path)}", attack.mutated(read(path)))
        attack.run(f"{attack.folder}/data", "analyze", "--transcript", broken, "--no-save", "--format", "html")
        os.remove(broken)


def models(attack, model):
    """Broken models, each verified and then used."""
    whole, answer = read(model), f"{FIXTURES}/audio/short-espeak.flac"
    used = 0
    for n in range(MODELS):
        data = bytearray(whole)
        kind, at = n % 5, 4 * attack.chance.randrange(12)
        if kind == 0:
            data[at : at + 4] = attack.chance.randrange(1 << 32).to_bytes(4, "little")
        elif kind == 1:
            data[at] = attack.chance.randrange(128)
        elif kind == 2:
            at = attack.chance.randrange(len(data))
            del data[at:]
        elif kind == 3:
            at = attack.chance.randrange(len(data))
            length = attack.chance.choice([4, 4096, 1 << 20])
            data[at : at + length] = attack.chance.randbytes(min(length, len(data) - at))
        else:
            # The vocabulary and the first tensors.
            for _ in range(attack.chance.choice([1, 8, 64])):
                at = attack.chance.randrange(60_000, 800_000)
                data[at] = attack.chance.randrange(256)
        broken = write(f"{attack.folder}/ggml-broken.bin", data)
        # They are too large to be kept; the same number breaks the same model again.
        print(f"model {n}: kind {kind}, from byte {at} on", file=sys.stderr)
        status, _ = attack.run(f"{attack.folder}/data", "analyze", answer, "--model", broken, "--no-save", "--format", "json")
        used += status == 0
        os.remove(broken)
    print(f"  {used:6d} of the broken models were used: what is changed in them may be a weight like any other")


def databases(attack):
    """Hostile histories: mutated files, and whole ones with rows and tables of a stranger's."""
    commands = [["history", "list"], ["history", "show", "last"], ["trend"], ["history", "export"], ["history", "repair"],
                ["history", "list"], ["reanalyze"]]
    seeds = files("history/*.db")
    odd = ["NULL", "''", "'x'", "-1", "1e308", "9223372036854775807", "x'00ff'", "'\u202e\x1b[2J'", "'{\"schema\":1}'", "zeroblob(1000000)"]
    statements = [
        "DROP TABLE tags", "DROP TABLE analyses", "DELETE FROM analyses", "ALTER TABLE takes RENAME TO t",
        "PRAGMA user_version=99", "PRAGMA user_version=0", "PRAGMA user_version=-1",
        "CREATE TRIGGER t AFTER UPDATE ON takes BEGIN DELETE FROM takes; END",
        "ALTER TABLE takes RENAME TO t; CREATE VIEW takes AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x AS id FROM r",
    ]
    for n in range(DATABASES):
        data = f"{attack.folder}/hostile"
        os.makedirs(data)
        path = f"{data}/history.db"
        shutil.copy(seeds[n % len(seeds)], path)
        if n % 3 == 0:
            write(path, attack.mutated(read(path)))
        else:
            rows = sqlite3.connect(path)
            columns = [column[1] for column in rows.execute("PRAGMA table_info(takes)")]
            if n % 3 == 1:
                change = f"UPDATE OR IGNORE takes SET {attack.chance.choice(columns)} = {attack.chance.choice(odd)}"
            else:
                change = attack.chance.choice(statements + [f"UPDATE analyses SET json = {value}" for value in odd])
            try:
                rows.executescript(f"PRAGMA foreign_keys=OFF; {change};")
            except sqlite3.Error:
                pass
            rows.close()
        for command in commands:
            attack.run(data, *command)
        shutil.rmtree(data)


def kills(attack):
    """Recordings and saves ended by SIGKILL at any moment: what was flushed is found, and what was kept stays."""
    lost, short, saves = 0, 0, 0
    for n in range(KILLS):
        data = f"{attack.folder}/killed-{n}"
        child = subprocess.Popen([attack.binary, "record", "--no-analyze", "--device", "tone:440"], env=attack.environment(data),
                                 stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        takes, begun = [], time.monotonic()
        while not takes or os.path.getsize(takes[0]) <= 44:
            takes = glob.glob(f"{data}/recordings/*.wav")
            if time.monotonic() - begun > PATIENCE_S:
                break
            time.sleep(0.01)
        time.sleep(attack.chance.uniform(0, 2))
        child.kill()
        child.wait()
        child.stderr.close()
        there = os.path.getsize(takes[0])
        attack.run(data, "doctor", "--device", "tone:440")
        _, listed = attack.run(data, "history", "list")
        with wave.open(takes[0]) as take:
            short += 44 + 2 * take.getnframes() < there - 1
        lost += b"recording broke off" not in listed
        shutil.rmtree(data)
    attack.found["takes lost"] += lost
    attack.found["takes shorter than what was on the disk"] += short

    data, kept = f"{attack.folder}/saves", 0
    for n in range(KILLS):
        words = write(f"{attack.folder}/{n}.txt", f"I fixed oven {n} and we sold a fifth more bread.".encode())
        child = subprocess.Popen([attack.binary, "analyze", "--save", "--transcript", words, "--format", "json", "-o", f"{data}.json"],
                                 env=attack.environment(data), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            child.wait(attack.chance.uniform(0, 0.3))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        saves += child.returncode == 0
        child.stderr.close()
        status, listed = attack.run(data, "history", "export", "--format", "jsonl")
        now = listed.count(b"\n")
        attack.found["histories that lost a take"] += now < kept
        kept = max(kept, now)
    attack.found["histories that lost a take"] += kept < saves
    # What the killed ones left is out of sight, and gone with the next report that is written there once it is ten minutes old.
    hidden = glob.glob(f"{attack.folder}/.*")
    for path in hidden:
        os.utime(path, (time.time() - 3600,) * 2)
    attack.run(data, "analyze", "--no-save", "--transcript", words, "--format", "json", "-o", f"{data}.json")
    attack.found["files half-written that stay"] += len(glob.glob(f"{attack.folder}/.*"))
    print(f"  {len(hidden)} hidden files were left by them")
    print(f"  {KILLS} recordings killed, {KILLS} saves killed or let through: {saves} ended by themselves, {kept} takes kept")


def main():
    binary, model, *parts = sys.argv[1:]
    known = {"recordings": recordings, "transcripts": transcripts, "models": lambda a: models(a, model), "databases": databases, "kills": kills}
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/data")
        attack = Attack(binary, folder)
        for part in parts or known:
            begun = time.monotonic()
            try:
                known[part](attack)
            finally:
                # Whoever breaks it off sees how far it came.
                attack.report(part, begun)


if __name__ == "__main__":
    main()
