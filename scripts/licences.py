"""Writes the licence of every crate that is linked into outloud, with the text that it carries.

usage: licences.py TARGET > licences.txt     (TARGET as rustc names it, such as x86_64-unknown-linux-gnu)
"""

import json
import pathlib
import subprocess
import sys

# What the crates of C and C++ code bring along: the code's own licence, below the crate's folder.
WITHIN = ["whisper.cpp", "opus"]
NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE")
# These lie in the public domain and carry no text.
PUBLIC = {"libsqlite3-sys": "SQLite itself is in the public domain."}


def linked(metadata):
    """The crates that outloud is made of when it runs, by name; what only builds or tests it is left out."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    macros = {id for id, package in packages.items() if any("proc-macro" in target["kind"] for target in package["targets"])}
    root = next(id for id, package in packages.items() if package["name"] == "outloud")
    found, ahead = set(), [root]
    while ahead:
        for dependency in nodes[ahead.pop()]["deps"]:
            runs = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if runs and dependency["pkg"] not in found | macros:
                found.add(dependency["pkg"])
                ahead.append(dependency["pkg"])
    return sorted((packages[id] for id in found), key=lambda package: package["name"])


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    for place in [folder, *(folder / name for name in WITHIN)]:
        for path in sorted(place.glob("*")):
            if path.is_file() and path.name.upper().startswith(NAMES):
                yield path.relative_to(folder), path.read_text(errors="replace").strip()


def main():
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", sys.argv[1]]
    packages = linked(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    print(f"outloud is made of these {len(packages)} crates. Below are their licences, each text once.\n")
    users = {}
    for package in packages:
        here = list(texts(package))
        note = "" if here else " (its text is not in the crate)"
        print(f"{package['name']} {package['version']}: {package['license']}{note}")
        for path, text in here:
            users.setdefault(text, []).append(f"{package['name']} ({path})")
    for name, note in PUBLIC.items():
        print(f"\n{name}: {note}")
    for text, who in users.items():
        print(f"\n{'=' * 100}\n{', '.join(who)}\n{'=' * 100}\n\n{text}")


if __name__ == "__main__":
    main()
