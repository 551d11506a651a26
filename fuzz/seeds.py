#!/usr/bin/env python3
"""Makes the few seeds that do not lie in fixtures/ as files of their own.

usage: seeds.py FOLDER

files: a story and a plan; history: the analyses of the takes in fixtures/history, and a promise of one; model: the smallest whole
model, its weights as gaps (see targets/model.rs).
"""
import glob, os, sqlite3, struct, sys

STORY = b"""# The ferry timetable
Categories: conflict, failure

## Situation
In 2019 our ferry lost 40% of its passengers.

## Task
I had one winter to fill it again.

## Action
I drew a new timetable around the school day.

## Result
We carried a fifth more people.

## Lesson
Ask the people on deck first.

## Numbers
- 40%
- a fifth
"""
PLAN = b"""company = "Ferries & Sons"
date = "2026-06-12"
begun = "2026-06-01"
minutes = 30
categories = ["conflict"]

[[note]]
day = "2026-06-02"
text = "ask for the timetable"
"""
HERE = os.path.dirname(os.path.abspath(__file__))


def gap(length):
    return b"~GAP" + struct.pack("<I", length)


def model(state=64, vocabulary=51_864):
    """-> a model of one layer each side, 80 mel bands and 16-bit weights, all zero"""
    tensors = []
    for name, width in ("conv1", 80), ("conv2", state):
        tensors += [(f"encoder.{name}.weight", (3, width, state), 2), (f"encoder.{name}.bias", (1, state), 4)]
    tensors += [("encoder.positional_embedding", (state, 1500), 4), ("decoder.positional_embedding", (state, 448), 4),
                ("decoder.token_embedding.weight", (state, vocabulary), 2)]
    tensors += [(f"{norm}.{part}", (state,), 4) for norm in ("encoder.ln_post", "decoder.ln") for part in ("weight", "bias")]
    for block, attentions in ("encoder.blocks.0", ["attn"]), ("decoder.blocks.0", ["attn", "cross_attn"]):
        for attention in attentions:
            for part in "query", "key", "value", "out":
                tensors.append((f"{block}.{attention}.{part}.weight", (state, state), 2))
                if part != "key":
                    tensors.append((f"{block}.{attention}.{part}.bias", (state,), 4))
            tensors += [(f"{block}.{attention}_ln.{part}", (state,), 4) for part in ("weight", "bias")]
        tensors += [(f"{block}.mlp.0.weight", (state, 4 * state), 2), (f"{block}.mlp.0.bias", (4 * state,), 4),
                    (f"{block}.mlp.2.weight", (4 * state, state), 2), (f"{block}.mlp.2.bias", (state,), 4)]
        tensors += [(f"{block}.mlp_ln.{part}", (state,), 4) for part in ("weight", "bias")]
    heads = state // 64
    file = b"lmgg" + struct.pack("<11I", vocabulary, 1500, state, heads, 1, 448, state, heads, 1, 80, 1)
    file += struct.pack("<2I", 80, 201) + gap(4 * 80 * 201) + struct.pack("<I", 256)
    file += b"".join(struct.pack("<IB", 1, byte) for byte in range(256))
    for name, shape, width in tensors:
        numbers = 1
        for side in shape:
            numbers *= side
        file += struct.pack("<3I", len(shape), len(name), 1 if width == 2 else 0) + struct.pack(f"<{len(shape)}I", *shape)
        file += name.encode() + gap(width * numbers)
    return file


def analyses():
    """-> the JSON of every take and of every promise in the histories of fixtures/"""
    for path in sorted(glob.glob(f"{HERE}/../fixtures/history/*.db")):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as rows:
            columns = [column[1] for column in rows.execute("PRAGMA table_info(takes)")]
            yield from (row[0] for row in rows.execute("SELECT json FROM analyses"))
            if "pending" in columns:
                yield from (row[0] for row in rows.execute("SELECT pending FROM takes WHERE pending IS NOT NULL"))


def main():
    folder = sys.argv[1]
    seeds = {"files": [STORY, PLAN], "history": [json.encode() for json in analyses()], "model": [model()]}
    for target, texts in seeds.items():
        os.makedirs(f"{folder}/{target}", exist_ok=True)
        for n, text in enumerate(texts):
            with open(f"{folder}/{target}/{n}", "wb") as f:
                f.write(text)


if __name__ == "__main__":
    main()
