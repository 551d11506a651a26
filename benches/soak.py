#!/usr/bin/env python3
"""Whether outloud stays the same over hours: memory, open descriptors, nothing dropped. Figures to read, never a test.

usage: soak.py BINARY record [SECONDS]          two hours of the virtual microphone, compared with what was played
       soak.py BINARY takes [TAKES [MODEL]]     200 takes of three minutes measured again by one process; their words are those of
                                                the history, unless MODEL, a name or path, is to recognise them again

needs Python 3 and, from Debian, pulseaudio, pulseaudio-utils, libasound2-plugins (record) and flac (takes).
"""
import array, hashlib, io, json, os, random, signal, sqlite3, subprocess, sys, tempfile, threading, time, wave

RATE_HZ = 48_000
# A length that no buffer and no second divides: whatever is lost or doubled moves all that follows to another place.
PERIOD = 100_003
# Frames that are looked up at the start of every second of the recording.
PIECE = 64
LOOKED_AT_S = 10


def state(pid):
    """-> resident memory in MiB, open descriptors, threads of a process"""
    with open(f"/proc/{pid}/status") as f:
        fields = dict(line.split(":", 1) for line in f)
    return int(fields["VmRSS"].split()[0]) / 1024, len(os.listdir(f"/proc/{pid}/fd")), int(fields["Threads"])


def report(rows):
    """What a process held over time, in ten lines and a verdict; `rows` of (s, MiB, descriptors, threads)"""
    for row in rows[:: max(1, len(rows) // 10)]:
        print("  {:7.0f} s {:8.1f} MiB {:4d} descriptors {:4d} threads".format(*row))
    # The first tenth is for what is loaded once.
    settled = rows[len(rows) // 10 :]
    third = max(1, len(settled) // 3)
    first, last = settled[:third], settled[-third:]
    peak = [max(row[1] for row in part) for part in (first, last)]
    held = [max(row[2] for row in part) for part in (first, last)]
    print(f"memory: highest {peak[0]:.1f} MiB in the first third, {peak[1]:.1f} MiB in the last; descriptors: {held[0]}, {held[1]}")


def server(folder):
    """-> a sound server of our own with a sink called `mic` that leads nowhere, and the surroundings that find it and no other"""
    socket, alsa = f"{folder}/native", f"{folder}/asound.conf"
    with open(alsa, "w") as f:
        f.write(f'pcm.!default {{ type pulse server "unix:{socket}" device "mic.monitor" }}\n')
    found = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "PULSE_SERVER": f"unix:{socket}", "OUTLOUD_DATA": f"{folder}/data",
             "OUTLOUD_CONFIG": f"{folder}/config", "ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{alsa}"}
    surroundings = os.environ | found
    daemon = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
         "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
         "-L", f"module-null-sink sink_name=mic rate={RATE_HZ} channels=2", "--log-target=stderr", "--log-level=warn"],
        env=surroundings, stderr=open(f"{folder}/server.log", "w"))
    while subprocess.run(["pactl", "info"], env=surroundings, capture_output=True).returncode != 0:
        time.sleep(0.1)
    return daemon, surroundings


def steps():
    """-> one period of noise in 256 steps of a level, from a seed"""
    chance = random.Random(1)
    return bytes(chance.randrange(64, 192) for _ in range(PERIOD))


def play(speaker, noise, over):
    """Feeds the sink with the noise, again and again, until `over`"""
    period = array.array("h", ((step - 128) * 256 for step in noise)).tobytes()
    try:
        while not over.is_set():
            speaker.stdin.write(period)
    except BrokenPipeError:
        pass


def dropped(path, noise):
    """Frames of the recording, and every place where the noise goes on elsewhere than it should: (second, frames off)"""
    twice = noise + noise[:PIECE]
    seams, unknown, expected = [], 0, None
    with wave.open(path) as f:
        frames, channels = f.getnframes(), f.getnchannels()
        assert f.getframerate() == RATE_HZ and f.getsampwidth() == 2
        # The last second may be cut anywhere.
        for second in range(frames // RATE_HZ):
            f.setpos(second * RATE_HZ)
            heard = array.array("h", f.readframes(PIECE))[::channels]
            place = twice.find(bytes(min(255, (value + 128 + 32_768) >> 8) for value in heard))
            if place < 0:
                unknown += 1
            else:
                phase = (place - second * RATE_HZ) % PERIOD
                if expected is not None and phase != expected:
                    seams.append((second, (phase - expected + PERIOD // 2) % PERIOD - PERIOD // 2))
                expected = phase
    return frames, seams, unknown


def record(binary, length_s):
    with tempfile.TemporaryDirectory() as folder:
        daemon, surroundings = server(folder)
        over, noise, take = threading.Event(), steps(), f"{folder}/take.wav"
        speaker = subprocess.Popen(["pacat", "--playback", "--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1",
                                    "--device=mic", "--latency-msec=2000"], env=surroundings, stdin=subprocess.PIPE)
        threading.Thread(target=play, args=(speaker, noise, over), daemon=True).start()
        time.sleep(3)
        told = open(f"{folder}/told", "w+")
        outloud = subprocess.Popen([binary, "record", "--no-analyze", "-o", take], env=surroundings, stdin=subprocess.DEVNULL, stderr=told)
        while not os.path.exists(take) or os.path.getsize(take) <= 44:
            time.sleep(0.05)
        begun, rows = time.monotonic(), []
        while time.monotonic() - begun < length_s and outloud.poll() is None:
            rows.append((time.monotonic() - begun, *state(outloud.pid)))
            print("{:.0f} s {:.1f} MiB {} descriptors {} threads".format(*rows[-1]), file=sys.stderr, flush=True)
            time.sleep(min(LOOKED_AT_S, max(0, begun + length_s - time.monotonic())))
        ran_s = time.monotonic() - begun
        outloud.send_signal(signal.SIGINT)
        status = outloud.wait(60)
        over.set(), speaker.kill(), speaker.wait(), daemon.terminate(), daemon.wait()
        told.seek(0)
        print(told.read().strip())
        frames, seams, unknown = dropped(take, noise)
        print(f"exit {status}; {frames / RATE_HZ:.2f} s in the file, {ran_s:.2f} s by the clock between its first flush and the stop")
        print(f"{frames // RATE_HZ} seconds looked up in what was played: {len(seams)} places where frames are missing or doubled, "
              f"{unknown} seconds not recognised")
        for second, off in seams[:20]:
            print(f"  at {second} s: {off:+d} frames")
        report(rows)


def history(binary, folder, takes):
    """Fills the history in `folder` with so many takes of three minutes, each with a recording of its own"""
    name = f"{os.path.dirname(os.path.abspath(__file__))}/../fixtures/%s/star-90s-slt.%s"
    wav = subprocess.run(["flac", "-dcs", name % ("audio", "flac")], check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(wav)) as f:
        rate, sound = f.getframerate(), f.readframes(f.getnframes())
    with open(name % ("transcripts", "json")) as f:
        once = json.load(f)["words"]
    # The same answer twice over, and silence to three minutes; then one more frame for each take, so that no two are the same.
    length_s = len(sound) / 2 / rate
    words = once + [word | {"start_s": word["start_s"] + length_s, "end_s": word["end_s"] + length_s} for word in once]
    sound = (sound * 2).ljust(2 * 180 * rate, b"\0")
    with open(f"{folder}/words.json", "w") as f:
        json.dump({"words": words}, f)
    rows = None
    for n in range(1, takes + 1):
        path = f"{folder}/{n}.wav"
        with wave.open(path, "wb") as f:
            f.setnchannels(1), f.setsampwidth(2), f.setframerate(rate)
            f.writeframes(sound + bytes(2 * n))
        if n == 1:
            subprocess.run([binary, "analyze", "--save", path, "--transcript", f"{folder}/words.json", "--format", "csv"], check=True,
                           stdout=subprocess.DEVNULL, env=os.environ | {"OUTLOUD_DATA": folder})
            rows = sqlite3.connect(f"{folder}/history.db")
            columns = [column[1] for column in rows.execute("PRAGMA table_info(takes)")]
            continue
        with open(path, "rb") as f:
            its_own = {"id": n, "fingerprint": hashlib.sha256(f.read()).hexdigest(), "audio_path": path, "audio_bytes": os.path.getsize(path)}
        values = ", ".join(f":{column}" if column in its_own else column for column in columns)
        rows.execute(f"INSERT INTO takes SELECT {values} FROM takes WHERE id = 1", its_own)
        rows.execute("INSERT INTO analyses SELECT ?, json FROM analyses WHERE take_id = 1", (n,))
    rows.commit()
    rows.close()


def measure(binary, takes, model):
    with tempfile.TemporaryDirectory() as folder:
        history(binary, folder, takes)
        recognise = ["--transcribe", "--model", model] if model else []
        begun, rows = time.monotonic(), []
        outloud = subprocess.Popen([binary, "reanalyze", *recognise, *map(str, range(1, takes + 1))], env=os.environ | {"OUTLOUD_DATA": folder})
        while outloud.poll() is None:
            try:
                rows.append((time.monotonic() - begun, *state(outloud.pid)))
            except (OSError, KeyError):
                break
            time.sleep(0.5)
        status = outloud.wait()
        print(f"exit {status}; {takes} takes of three minutes in {time.monotonic() - begun:.0f} s, words {'by ' + model if model else 'kept'}")
        report(rows)


if __name__ == "__main__":
    binary, what, *rest = sys.argv[1:]
    if what == "record":
        record(os.path.abspath(binary), float(rest[0]) if rest else 7200)
    else:
        measure(os.path.abspath(binary), int(rest[0]) if rest else 200, rest[1] if len(rest) > 1 else None)
