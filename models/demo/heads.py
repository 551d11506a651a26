"""Which attention heads tell best when a word is said? Each cross-attention head, and each pair, is read as whisper.cpp reads it
(per frame normalised over the tokens, median of 7 frames, mean of the heads, dynamic time warping) with the true text given,
and the ends of words are compared with the synthesisers' own times.

usage: heads.py --header ANY_ENGLISH_GGML --model demo.pt
"""
import argparse
import itertools
import random
import statistics

import numpy as np
import torch
import torch.nn.functional as F

import score
import train
import windows


def warp(cost):
    """Least-cost path through [token, frame] -> the frame at which each token begins."""
    n, m = cost.shape
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0
    for i in range(n):                          # total[i+1, j+1] = cost[i, j] + the least of its three neighbours, a row at a time
        so_far = np.cumsum(cost[i])
        enter = np.minimum(total[i, :-1], total[i, 1:]) - np.concatenate([[0], so_far[:-1]])
        total[i + 1, 1:] = so_far + np.minimum.accumulate(enter)
    i, j, begins = n, m, np.zeros(n, int)
    while i > 0 and j > 0:
        begins[i - 1] = j - 1
        step = np.argmin((total[i - 1, j - 1], total[i - 1, j], total[i, j - 1]))
        i, j = i - (step != 2), j - (step != 1)
    return begins


def median(x, width=7):
    x = F.pad(torch.from_numpy(x)[None], (width // 2, width // 2), mode="reflect")[0]
    return x.unfold(-1, width, 1).median(-1).values.numpy()


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--header", required=True), a.add_argument("--model", required=True)
    a = a.parse_args()
    text = windows.Text(a.header)
    kept = torch.load(a.model, weights_only=True)
    model = train.load(a.model, len(text.used), kept["phones"]).eval()
    filters, hann = torch.tensor(text.filters), torch.hann_window(400)
    off = {}
    with torch.no_grad():
        for _, voice, _, x, said in score.cases(random.Random(7), np.random.default_rng(7), 2, 1):
            frames = len(x) // 320
            padded = torch.zeros(1, 480000)
            padded[0, : len(x)] = torch.from_numpy(x.astype(np.float32))
            ids, last = [], []                          # last: index of each word's last piece
            for word, *_ in said:
                ids += text.ids(word)
                last.append(len(ids) - 1)
            seq = text.number[torch.tensor([[windows.SOT, windows.NO_TIMES, *ids, windows.EOT]])]
            _, looks = model.decode(seq, model.encode(windows.log_mel(padded, filters, hann)), watch=True)
            heads = {}
            for layer, l in enumerate(looks):
                for head in range(l.shape[1]):
                    w = l[0, head, :, :frames].float().numpy()
                    heads[layer, head] = median((w - w.mean(0)) / (w.std(0) + 1e-9))
            sets = [(h,) for h in heads] + list(itertools.combinations(heads, 2)) + [tuple(h for h in heads if h[0] == len(looks) - 1)]
            for chosen in sets:
                begins = warp(-np.mean([heads[h] for h in chosen], 0)[1:-1])
                off.setdefault(chosen, []).extend(abs(begins[k + 1] * .02 - end) for k, (_, _, end) in zip(last, said))
    for chosen, e in sorted(off.items(), key=lambda kv: statistics.median(kv[1])):
        print(f"{', '.join(f'[{l}, {h}]' for l, h in chosen):24} median {1000 * statistics.median(e):4.0f} ms, mean {1000 * statistics.mean(e):4.0f} ms")


if __name__ == "__main__":
    main()
