"""Train the demo model, from scratch or from a checkpoint, and export it for whisper.cpp.

usage: train.py --header ANY_ENGLISH_GGML --speech FOLDER --out demo --minutes 90 [--resume demo.pt] [--export-only]

Writes OUT.pt (16-bit weights, to go on from) and OUT.bin (q8_0) every few minutes, each in one step, so both can be used at any time.
Speech added to FOLDER while it runs is taken in. A GPU is used where there is one (then: --batch 8 or more).
"""
import argparse
import math
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F

import ggml
import windows
from model import SpeechModel

# until what share of the time: phonemes only, and the windows to choose from: (seconds, how many in a batch, weight)
FROM_SCRATCH = [(.08, True, [(5, 24, 1)]), (.16, True, [(6, 20, 1)]), (.60, False, [(8, 16, 1)]), (.75, False, [(8, 16, 1), (14, 9, 2)]),
                (9, False, [(8, 16, 1), (14, 9, 1), (30, 4, 4)])]
GOING_ON = [(.5, False, [(8, 16, 3), (14, 9, 3), (30, 4, 1)]), (9, False, [(8, 16, 1), (14, 9, 2), (30, 4, 5)])]


class Muon(torch.optim.Optimizer):
    """Momentum whose matrices are made orthogonal before each step (Newton-Schulz iteration); equal shapes are handled together."""

    def __init__(self, matrices, lr, momentum=.95, decay=.01):
        super().__init__([dict(params=matrices)], dict(lr=lr, momentum=momentum, decay=decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            shapes = {}
            for p in group["params"]:
                if p.grad is not None:
                    m = self.state[p].setdefault("momentum", torch.zeros_like(p))
                    m.lerp_(p.grad, 1 - group["momentum"])
                    shapes.setdefault(p.shape, []).append((p, p.grad.lerp(m, group["momentum"])))
            for shape, pairs in shapes.items():
                x = torch.stack([u for _, u in pairs])
                x = x.mT if shape[0] > shape[1] else x
                x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
                for _ in range(5):
                    a = x @ x.mT
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
                x = (x.mT if shape[0] > shape[1] else x).float() * (.2 * math.sqrt(max(shape)))
                for (p, _), u in zip(pairs, x):
                    p.mul_(1 - group["lr"] * group["decay"]).add_(u, alpha=-group["lr"])


def options():
    a = argparse.ArgumentParser()
    for name in ("--header", "--speech", "--out"):
        a.add_argument(name, required=True)
    a.add_argument("--minutes", type=float, required=True)
    a.add_argument("--resume")
    a.add_argument("--rate", type=float, default=1e-3)
    a.add_argument("--batch", type=float, default=1, help="multiplies every batch")
    a.add_argument("--d", type=int, default=192)
    a.add_argument("--encoder", type=int, default=4, help="layers; more than the checkpoint of --resume has: new ones change nothing at first")
    a.add_argument("--decoder", type=int, default=2, help="the same")
    a.add_argument("--adam", action="store_true", help="AdamW for everything instead of Muon for matrices")
    a.add_argument("--compile", action="store_true")
    a.add_argument("--export-only", action="store_true", help="write OUT.bin from --resume and stop")
    return a.parse_args()


def load(path, tokens, phones, encoder=0, decoder=0):
    """A model with the checkpoint's weights; phoneme rows are matched by name, new ones start at random. Layers beyond the
    checkpoint's go on top and add nothing to what passes through until they have learnt something."""
    kept = torch.load(path, weights_only=True)
    shape, weights = {**kept["shape"], "phones": len(phones)}, kept["weights"]
    assert shape["tokens"] == tokens
    had = shape["encoder"], shape["decoder"]
    shape |= dict(encoder=max(had[0], encoder), decoder=max(had[1], decoder))
    model = SpeechModel(**shape)
    for block in (*model.enc[had[0]:], *model.dec[had[1]:]):
        for last in (block.attn.out, block.mlp[2], *([block.cross_attn.out] if block.cross_attn else [])):
            torch.nn.init.zeros_(last.weight)
            torch.nn.init.zeros_(last.bias)
    own = model.state_dict()
    weights |= {name: own[name] for name in own.keys() - weights.keys()}
    for part in ("phone_head.weight", "phone_head.bias"):
        new = own[part].clone()
        for i, p in enumerate(phones):
            if p in kept.get("phones", ()):
                new[i + 1] = weights[part][kept["phones"].index(p) + 1]
        if kept.get("phones"):
            new[0] = weights[part][0]
        weights[part] = new
    model.load_state_dict(weights)
    return model


def save(model, text, phones, out, heard):
    state = {k: v.detach().cpu() for k, v in model.state_dict().items()}
    small = {k: v.half() for k, v in state.items() if k != "positions"} | {"positions": state["positions"].half()}
    torch.save(dict(weights=small, shape=model.shape, phones=phones, heard_hours=heard), out + ".pt.new")
    os.replace(out + ".pt.new", out + ".pt")
    ggml.write(out + ".bin.new", text.filters, text.vocabulary, {k: v.float().numpy() for k, v in state.items()}, model.shape, text.used)
    os.replace(out + ".bin.new", out + ".bin")


def guide(looks, when, narrow):
    """Each piece should look near the moment it is said: the heads of a layer together within a third of a second; with `narrow`
    (layer 1) the first head by itself evenly over the piece's sound, to be read later as word times. Without this the decoder stays a
    language model for hours."""
    known = ~when[..., 0].isnan()
    far = (torch.arange(looks.shape[3], device=looks.device) + .5) * .02 - when[..., :1].nan_to_num()
    near = torch.exp(-far ** 2 / (2 * .3 ** 2))
    loss = -((looks.mean(1) * near).sum(-1) + 1e-4).log()[known].mean()
    if narrow:
        inside = (far.abs() <= when[..., 1:].nan_to_num().clamp(min=.03)).float()
        even = inside / inside.sum(-1, keepdim=True).clamp(min=1)
        loss = loss - .3 * (even * (looks[:, 0] + 1e-5).log()).sum(-1)[known].mean()
    return loss


def main():
    a = options()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    text = windows.Text(a.header)
    phones = torch.load(a.resume, weights_only=True).get("phones", ()) if a.resume else ()
    speech = windows.Speech(a.speech, text, phones)
    model = load(a.resume, len(text.used), speech.phones, a.encoder, a.decoder) if a.resume else \
        SpeechModel(len(text.used), len(speech.phones), a.d, a.d // 64, a.encoder, a.decoder)
    if a.export_only:
        save(model, text, speech.phones, a.out, 0)
        return
    model.to(device).train()
    matrices = [] if a.adam else [p for n, p in model.named_parameters() if p.ndim == 2 and n.startswith(("enc", "dec"))]
    inside = {id(p) for p in matrices}
    optimisers = [torch.optim.AdamW([p for p in model.parameters() if id(p) not in inside], a.rate, (.9, .98), weight_decay=.01, fused=True)]
    optimisers += [Muon(matrices, a.rate)] if matrices else []
    encode = torch.compile(model.encode) if a.compile else model.encode
    filters, hann = torch.tensor(text.filters, device=device), torch.hann_window(400, device=device)
    unused = math.log(ggml.VOCABULARY - len(text.used))         # the last row stands for that many pieces
    plan, r, noise = GOING_ON if a.resume else FROM_SCRATCH, random.Random(), windows.Noise()
    start = saved = time.time()
    step, heard, shown = 0, 0.0, {}

    def done():
        """How much of the time is over, 0 to 1 and a little more."""
        return (time.time() - start) / (60 * a.minutes)

    def draw():
        """-> phonemes only?; the first frame of the windows; the batch"""
        _, phones_only, kinds = next(stage for stage in plan if done() < stage[0])
        longest, size, _ = r.choices(kinds, [weight for *_, weight in kinds])[0]
        first = 0 if longest > 20 or r.random() < .75 else r.randrange(1500 - int(longest * 50))
        return phones_only, first, windows.batch(speech, noise, r, max(1, round(size * a.batch)), longest, first * .02)

    ahead = ThreadPoolExecutor(1)               # makes the next batch while this one is learnt from
    drawn = ahead.submit(draw)
    while (p := done()) < 1:
        phones_only, first, (x, y, mask, when, said, frames) = drawn.result()
        drawn = ahead.submit(draw)
        rate = a.rate * min(1, (step + 1) / (30 if a.resume else 200)) * (1 if p < .2 else .02 + .98 * (1 - p) / .8)
        for optimiser in optimisers:
            optimiser.param_groups[0]["lr"] = rate
        mel, y, mask, when = windows.log_mel(x.to(device), filters, hann), y.to(device), mask.to(device), when.to(device)
        if r.random() < .5 and not phones_only:
            band = r.randrange(70)
            mel[:, band: band + r.randrange(2, 10)] = mel.mean()
        with torch.autocast(device, dtype=torch.bfloat16):
            sound = encode(mel, first=first)
            scores, looks = (None, ()) if phones_only else model.decode(y[:, :-1], sound, .03, watch=True)
        parts = {}
        if scores is not None:
            scores = scores.float()
            scores[..., -1] += unused
            wanted = mask.flatten() > 0
            parts["text"] = F.cross_entropy(scores.flatten(0, 1)[wanted], y[:, 1:].flatten()[wanted])
            parts["looks"] = sum(guide(l, when[:, 1:], i == 1) for i, l in enumerate(looks)) / len(looks)
        ok = [i for i, ph in enumerate(said) if ph and len(ph) < frames[i]]
        lengths = [len(said[i]) for i in ok]
        parts["phonemes"] = F.ctc_loss(
            F.log_softmax(model.phone_head(sound[ok].float()), -1).transpose(0, 1), torch.tensor([q for i in ok for q in said[i]]),
            torch.tensor([frames[i] for i in ok]), torch.tensor(lengths), reduction="sum", zero_infinity=True) / sum(lengths)
        share = dict(text=1, looks=.1, phonemes=1 if phones_only else .3)
        loss = sum(share[k] * v for k, v in parts.items())
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimiser in optimisers:
            optimiser.step()
        step, heard = step + 1, heard + sum(frames) * .02 / 3600
        for k, v in parts.items():
            shown[k] = shown.get(k, v.item()) * .97 + v.item() * .03
        if step % 50 == 0:
            losses = ", ".join(f"{k} {v:.3f}" for k, v in shown.items())
            print(f"{(time.time() - start) / 60:.1f} min, step {step}, {losses}, {heard:.1f} h heard of {speech.hours:.1f}",
                  flush=True)
        if time.time() - saved > 240:
            save(model, text, speech.phones, a.out, heard)
            ahead.submit(speech.refresh).result()       # between two batches, and not after an error
            saved = time.time()
    save(model, text, speech.phones, a.out, heard)


if __name__ == "__main__":
    main()
