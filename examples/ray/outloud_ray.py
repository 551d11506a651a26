"""Maps `outloud analyze` over any number of recordings, in any store, on any number of machines.

    python -m outloud_ray s3://interviews/2026 s3://results/takes --model base.en

Recordings are read and results written through fsspec: a folder, `s3://`, `gs://` and whatever else has an fsspec package on every
machine. Ray Data schedules, tries again what was lost with a machine, and holds reading back while the analysis is busy. This file only
says which recordings are done, and what one batch of the others becomes.
"""
import argparse
import hashlib
import json
import os
import posixpath
import shutil
import subprocess
import tempfile

import fsspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import ray

# Name endings of what `outloud analyze FOLDER` takes for a recording; the content decides in the end.
ENDINGS = tuple(".wav .wave .mp3 .m4a .mp4 .m4b .aac .flac .ogg .oga .opus .webm .mkv .mka .aif .aiff .aifc .caf".split())

# A row of the result: one recording, and what was asked about it.
ROW = pa.schema([
    ("url", pa.string()),  # where the recording is; the `source.path` of its take, too
    ("version", pa.string()),  # what the store says of its state: another one is read again
    ("sha256", pa.string()),  # of its bytes; null where the store or the machinery failed, and not the recording: tried again
    ("request", pa.string()),  # which outloud, and what was asked of it: anything else is analysed anew
    ("take", pa.string()),  # what `outloud analyze --format jsonl` writes; null where there is an error
    ("error", pa.string()),  # why there is no take; null where there is one
    ("duration_s", pa.float64()),
    ("wpm", pa.float64()),
])


def recordings(url):
    """-> (url, version) of every recording below `url`, in the order of their names."""
    store, root = fsspec.core.url_to_fs(url)
    files = store.find(root, detail=True)
    names = sorted(name for name in files if name.lower().endswith(ENDINGS) and not posixpath.basename(name).startswith("."))
    return [(store.unstrip_protocol(name), version(files[name])) for name in names]


def version(info):
    """What a store says of a file's state, in its own words."""
    words = ("ETag", "etag", "md5Hash", "generation", "mtime", "LastModified", "last_modified", "size")
    return " ".join(str(info[word]) for word in words if info.get(word) is not None)


def done(output, request):
    """-> what the result at `output` has for this `request`: the (url, version) of each recording, and each SHA-256."""
    store, root = fsspec.core.url_to_fs(output)
    places, contents = set(), set()
    for name in store.find(root) if store.exists(root) else []:
        if not name.endswith(".parquet"):
            continue
        try:
            with store.open(name) as file:
                table = pq.read_table(file, columns=["url", "version", "sha256", "request"])
        except pa.ArrowInvalid:
            print(f"{name}: its writer was lost half-way; what was in it is analysed again")
            store.rm(name)
            continue
        for row in table.to_pylist():
            if row["request"] == request and row["sha256"] is not None:
                places.add((row["url"], row["version"]))
                contents.add(row["sha256"])
    return places, contents


def analyse_batch(batch, command, request, known):
    """What a batch becomes: `url` and `version` in, a row of the result for each out. `command` analyses the files that are put behind
    it. Recordings whose SHA-256 is in `known`, a sorted array in Ray's store, are done under another name, and give no row."""
    rows, files, known = [], {}, ray.get(known)
    with tempfile.TemporaryDirectory() as folder:
        for number, (url, state) in enumerate(zip(batch["url"].to_pylist(), batch["version"].to_pylist())):
            row = dict.fromkeys(ROW.names) | {"url": url, "version": state, "request": request}
            path = os.path.join(folder, f"{number}-{posixpath.basename(url)}")
            try:
                row["sha256"] = fetch(url, path)
            except Exception as error:  # each store fails in its own way
                rows.append(row | {"error": f"{url} cannot be read: {error}"})
                continue
            at = np.searchsorted(known, row["sha256"].encode())
            if at == len(known) or known[at].decode() != row["sha256"]:
                rows.append(row)
                files[path] = row
        analyse(files, command)
    return pa.Table.from_pylist(rows, schema=ROW)


def fetch(url, path):
    """Copies what is at `url` to `path`. -> its SHA-256"""
    with fsspec.open(url, "rb") as source, open(path, "wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    with open(path, "rb") as copy:
        return hashlib.file_digest(copy, "sha256").hexdigest()


def analyse(files, command):
    """Runs `command` on `files`, and fills in the row of each."""
    if not files:
        return
    run = subprocess.run([*command, *files], capture_output=True, text=True)
    left = dict(files)
    for line in run.stdout.splitlines() if run.returncode in (0, 1) else []:
        take = json.loads(line)
        path = take["source"]["path"]
        row = left.pop(path)
        if "error" in take:
            row["error"] = take["error"]["message"].replace(path, row["url"])
        else:
            take["source"]["path"] = row["url"]
            row.update(take=json.dumps(take, ensure_ascii=False), duration_s=take["source"]["duration_s"], wpm=take["pace"]["wpm"])
    for path, row in left.items():
        if len(files) > 1:
            # One of them ended the program: all others are saved from it.
            analyse({path: row}, command)
        else:
            row.update(sha256=None, error=f"{row['url']}: outloud ended with {run.returncode}: {run.stderr[-1000:].strip()}")


def run(source, output, options=(), binary="outloud", threads=1, batch=8, rows_per_file=64):
    """Analyses every recording below `source` that the Parquet files at `output` do not have, and adds them there.

    `options` are those of `outloud analyze`; `binary` is where the program is on every machine; `threads` is what each batch of `batch`
    recordings gets of a machine. A file is written when its `rows_per_file` recordings are done: no more is lost when all machines are.
    -> how many there were, and how many of them were done already
    """
    told = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    request = json.dumps([told, *options])
    places, contents = done(output, request)
    found = recordings(source)
    left = [place for place in found if place not in places]
    if not left:
        return len(found), len(found)
    command = [binary, "analyze", "--format", "jsonl", "--with-errors", "--no-save", "--threads", str(threads), *options, "--"]
    # Once in each machine's memory, for all that runs there.
    known = ray.put(np.array(sorted(contents), dtype="S64"))
    table = [{"url": url, "version": state} for url, state in left]
    # Reading, analysis and writing of a block are one task: what is lost with a machine is done again elsewhere, as a whole.
    blocks = ray.data.from_items(table, override_num_blocks=-(-len(table) // rows_per_file))
    kwargs = {"command": command, "request": request, "known": known}
    rows = blocks.map_batches(analyse_batch, batch_size=batch, batch_format="pyarrow", fn_kwargs=kwargs, num_cpus=threads)
    store, root = fsspec.core.url_to_fs(output)
    rows.write_parquet(root, filesystem=store, compression="zstd")
    return len(found), len(found) - len(left)


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Analyse recordings on a Ray cluster. Further options are those of `outloud analyze`.")
    parser.add_argument("source", help="folder of recordings: a path, s3://…, gs://…")
    parser.add_argument("output", help="folder of Parquet files, which is gone on with: a path, s3://…, gs://…")
    parser.add_argument("--binary", default="outloud", help="where outloud is on every machine [%(default)s]")
    parser.add_argument("--threads", type=int, default=1, help="threads of each analysis [%(default)s]")
    parser.add_argument("--batch", type=int, default=8, help="recordings that share one start of the program [%(default)s]")
    arguments, options = parser.parse_known_args()
    found, passed = run(arguments.source, arguments.output, options, arguments.binary, arguments.threads, arguments.batch)
    print(f"{found} recordings, {passed} done already: {arguments.output}")


if __name__ == "__main__":
    main()
