#!/bin/sh
# Builds a fuzz target with the stable compiler and runs it. What it learns is kept in target/corpus, what breaks in target/found.
# usage: run.sh TARGET [SECONDS]
set -eu
cd "$(dirname "$0")"
target=$1
seconds=${2:-3600}
# libFuzzer's counters come from LLVM's own pass: no nightly compiler and no sanitizer is needed for them.
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=4"
export RUSTFLAGS
host=$(rustc -vV | sed -n 's/^host: //p')
cargo build --release --locked --target "$host" --bin "$target"
python3 seeds.py target/seeds
fixtures=../fixtures
longest=16384
case $target in
recording)
    seeds="$fixtures/malformed $fixtures/audio/formats"
    longest=262144
    ;;
transcript) seeds="$fixtures/transcripts" ;;
analysis) seeds="$fixtures/transcripts target/seeds/history" ;;
model) seeds="target/seeds/model" ;;
files) seeds="$fixtures/rubric ../src/questions/bank ../src/questions/ask target/seeds/files" ;;
history)
    seeds="$fixtures/history target/seeds/history"
    longest=200000
    ;;
*)
    echo "no such target: $target" >&2
    exit 2
    ;;
esac
mkdir -p "target/corpus/$target" "target/found/$target" target/folders
# Files of one input each are written thousands of times: into memory, where there is such a folder.
[ -w /dev/shm ] && TMPDIR=/dev/shm || TMPDIR=$PWD/target/folders
export TMPDIR
# 500 MB and 20 s: a file of a few kilobytes that takes more is a fault, even where it is answered in the end.
# shellcheck disable=SC2086 # one word per folder is meant
exec "target/$host/release/$target" -rss_limit_mb=500 -timeout=20 -max_len="$longest" -max_total_time="$seconds" \
    -print_final_stats=1 -artifact_prefix="target/found/$target/" "target/corpus/$target" $seeds
