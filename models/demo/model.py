"""The Whisper architecture at any width, plus a phoneme head that only training uses."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def sinusoids(count, d):
    angle = torch.arange(count)[:, None] * torch.exp(-math.log(10000) / (d // 2 - 1) * torch.arange(d // 2))[None]
    return torch.cat([angle.sin(), angle.cos()], 1)


class Attention(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = nn.Linear(d, d), nn.Linear(d, d, bias=False), nn.Linear(d, d), nn.Linear(d, d)

    def split(self, y):
        return y.view(y.shape[0], y.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x, source=None, causal=False, watch=False):
        """-> the attended values and, where watch is set, where each position looked [batch, head, position, source]."""
        source = x if source is None else source
        q, k, v = self.split(self.query(x)), self.split(self.key(source)), self.split(self.value(source))
        scores = (q / math.sqrt(q.shape[-1])) @ k.transpose(2, 3)      # on a CPU twice as fast to train as the fused attention
        if causal:
            scores = scores.masked_fill(torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1), -torch.inf)
        looks = scores.float().softmax(-1) if watch else scores.softmax(-1)
        y = looks.to(v.dtype) @ v
        return self.out(y.transpose(1, 2).reshape(x.shape)), looks if watch else None


class Block(nn.Module):
    def __init__(self, d, heads, cross):
        super().__init__()
        self.attn, self.attn_ln = Attention(d, heads), nn.LayerNorm(d)
        self.cross_attn, self.cross_attn_ln = (Attention(d, heads), nn.LayerNorm(d)) if cross else (None, None)
        self.mlp, self.mlp_ln = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Linear(4 * d, d)), nn.LayerNorm(d)

    def forward(self, x, source=None, watch=False, drop=0.0):
        looks = None
        x = x + F.dropout(self.attn(self.attn_ln(x), causal=source is not None)[0], drop, self.training)
        if source is not None:
            y, looks = self.cross_attn(self.cross_attn_ln(x), source, watch=watch)
            x = x + F.dropout(y, drop, self.training)
        return x + F.dropout(self.mlp(self.mlp_ln(x)), drop, self.training), looks


class SpeechModel(nn.Module):
    """tokens: how many pieces are in use, renumbered from 0; row `tokens` stands for every piece that is never used."""

    def __init__(self, tokens, phones, d=192, heads=3, encoder=4, decoder=2):
        super().__init__()
        self.shape = dict(tokens=tokens, phones=phones, d=d, heads=heads, encoder=encoder, decoder=decoder)
        self.conv1, self.conv2 = nn.Conv1d(80, d, 3, padding=1), nn.Conv1d(d, d, 3, stride=2, padding=1)
        self.register_buffer("positions", sinusoids(1500, d))
        self.enc = nn.ModuleList([Block(d, heads, False) for _ in range(encoder)])
        self.ln_post = nn.LayerNorm(d)
        self.pieces = nn.Embedding(tokens + 1, d)
        nn.init.normal_(self.pieces.weight, std=.02)
        self.text_positions = nn.Parameter(torch.randn(448, d) * .01)
        self.dec = nn.ModuleList([Block(d, heads, True) for _ in range(decoder)])
        self.ln = nn.LayerNorm(d)
        self.phone_head = nn.Linear(d, phones + 1)
        self.look_nearby()

    @torch.no_grad()
    def look_nearby(self, sharpness=1.5):
        """A head start: each encoder head attends to frames a fixed step away (a turn of the sinusoidal positions)."""
        d, heads = self.shape["d"], self.shape["heads"]
        size, half = d // heads, d // 2
        turn = torch.exp(-math.log(10000) / (half - 1) * torch.arange(half))
        steps = [[-2, 0, 2], [-4, 1, 4], [-1, 3, -3], [-6, 0, 6]]
        for layer, block in enumerate(self.enc):
            for h in range(heads):
                q, k = torch.randn(size, d) * .02, torch.randn(size, d) * .02
                step = steps[layer % 4][h % 3]
                for j, i in enumerate(torch.linspace(0, half * .55, size // 2).long().tolist()):
                    cos, sin = math.cos(turn[i] * step), math.sin(turn[i] * step)
                    q[2 * j, i] += sharpness * cos
                    q[2 * j, half + i] += sharpness * sin
                    q[2 * j + 1, half + i] += sharpness * cos
                    q[2 * j + 1, i] -= sharpness * sin
                    k[2 * j, i] += sharpness / 2
                    k[2 * j + 1, half + i] += sharpness / 2
                block.attn.query.weight[h * size: (h + 1) * size] = q
                block.attn.key.weight[h * size: (h + 1) * size] = k

    def encode(self, mel, drop=0.0, first=0):
        """first: the frame number (20 ms each) that the window starts at, so that short windows train late positions too."""
        x = F.gelu(self.conv2(F.gelu(self.conv1(mel)))).transpose(1, 2)
        x = x + self.positions[first: first + x.shape[1]]
        for block in self.enc:
            x, _ = block(x, drop=drop)
        return self.ln_post(x)

    def decode(self, tokens, heard, drop=0.0, watch=False):
        """-> scores of the next piece, and where each decoder layer looked (None without watch)."""
        x, looks = self.pieces(tokens) + self.text_positions[: tokens.shape[1]], []
        for block in self.dec:
            x, looked = block(x, heard, watch=watch, drop=drop)
            looks.append(looked)
        return F.linear(self.ln(x), self.pieces.weight), looks
