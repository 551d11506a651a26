"""whisper.cpp's model file: read the header of one (mel filters, vocabulary), write a trained model as another."""
import struct

import numpy as np

MAGIC, VOCABULARY = 0x67676D6C, 51864
F32, F16, Q8_0 = 0, 1, 8


def read_header(path):
    """-> (mel filters [80, 201], vocabulary as a list of bytes); the file may be any English whisper.cpp model."""
    with open(path, "rb") as f:
        magic, *_ = struct.unpack("<I11i", f.read(48))
        if magic != MAGIC:
            raise ValueError(f"{path} is not a whisper.cpp model")
        rows, columns = struct.unpack("<2i", f.read(8))
        filters = np.frombuffer(f.read(4 * rows * columns), "<f4").reshape(rows, columns).copy()
        count, = struct.unpack("<i", f.read(4))
        return filters, [f.read(struct.unpack("<I", f.read(4))[0]) for _ in range(count)]


def q8_0(a):
    """Blocks of 32 numbers: a 16-bit scale and 32 signed bytes."""
    blocks = a.reshape(-1, 32).astype(np.float32)
    scale = (np.abs(blocks).max(1) / 127).astype("<f2")
    out = np.zeros(len(blocks), dtype=[("scale", "<f2"), ("numbers", "i1", 32)])
    divisor = np.where(scale > 0, scale, 1).astype(np.float32)[:, None]
    out["scale"], out["numbers"] = scale, np.clip(np.rint(blocks / divisor), -127, 127)
    return out.tobytes()


def write(path, filters, vocabulary, weights, shape, used):
    """weights: a SpeechModel's state as numpy arrays; used: the token ids that the model knows, in its own order.
    Every other id gets the last row, which the model has learnt as "any piece that is never used"."""
    d, heads, known = shape["d"], shape["heads"], shape["tokens"]
    pieces = np.repeat(weights["pieces.weight"][known: known + 1], VOCABULARY, 0)
    pieces[np.array(used)] = weights["pieces.weight"][:known]
    with open(path, "wb") as f:
        f.write(struct.pack("<I11i", MAGIC, VOCABULARY, 1500, d, heads, shape["encoder"], 448, d, heads, shape["decoder"], 80, 7))
        f.write(struct.pack("<2i", *filters.shape) + filters.astype("<f4").tobytes() + struct.pack("<i", len(vocabulary)))
        for piece in vocabulary:
            f.write(struct.pack("<I", len(piece)) + piece)

        def put(name, a, kind):
            kind = F32 if a.ndim == 1 else kind
            data = q8_0(a) if kind == Q8_0 else a.astype("<f4" if kind == F32 else "<f2").tobytes()
            f.write(struct.pack("<3i", a.ndim, len(name), kind) + struct.pack(f"<{a.ndim}i", *a.shape[::-1]) + name.encode() + data)

        put("encoder.positional_embedding", weights["positions"], F32)
        for conv in ("conv1", "conv2"):
            put(f"encoder.{conv}.weight", weights[f"{conv}.weight"], F16)
            put(f"encoder.{conv}.bias", weights[f"{conv}.bias"][:, None], F32)
        for ours, theirs, attentions in (("enc", "encoder", ["attn"]), ("dec", "decoder", ["attn", "cross_attn"])):
            for i in range(shape[theirs]):
                a, b = f"{ours}.{i}", f"{theirs}.blocks.{i}"
                for part in attentions:
                    for p in ("weight", "bias"):
                        put(f"{b}.{part}_ln.{p}", weights[f"{a}.{part}_ln.{p}"], F32)
                    for part_of in ("query", "key", "value", "out"):
                        put(f"{b}.{part}.{part_of}.weight", weights[f"{a}.{part}.{part_of}.weight"], Q8_0)
                        if part_of != "key":
                            put(f"{b}.{part}.{part_of}.bias", weights[f"{a}.{part}.{part_of}.bias"], F32)
                for part in ("mlp_ln", "mlp.0", "mlp.2"):
                    for p in ("weight", "bias"):
                        put(f"{b}.{part}.{p}", weights[f"{a}.{part}.{p}"], Q8_0)
        for p in ("weight", "bias"):
            put(f"encoder.ln_post.{p}", weights[f"ln_post.{p}"], F32)
            put(f"decoder.ln.{p}", weights[f"ln.{p}"], F32)
        put("decoder.positional_embedding", weights["text_positions"], F32)
        put("decoder.token_embedding.weight", pieces, Q8_0)
