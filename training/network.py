"""The network in PyTorch: cached word encoder, two-layer BiLSTM, heads for UPOS, arcs, labels and names."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import minilm
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from newsextract.language.tagger import features
from newsextract.language.tagger.labels import NAME_TAGS, UPOS


@dataclass
class Config:
    """Sizes of a network."""

    relations: int
    frequent: int
    corpora: tuple[str, ...] = ()
    hidden: int = 112
    word: int = 144
    encoder: int = 288
    arc: int = 96
    label: int = 96
    names: int = 96
    dropout: float = 0.33
    teacher: bool = False
    blocks: int = 1
    project: int = 0


class Network(nn.Module):
    """Maps a batch of equally long sentences to scores."""

    def __init__(self, config: Config, vectors: np.ndarray, scale: float) -> None:
        super().__init__()
        self.config = c = config
        table = np.zeros((len(vectors) + 1, vectors.shape[1]), dtype=np.float32)
        table[1:] = vectors.astype(np.float32) * scale
        self.register_buffer("vectors", torch.from_numpy(table), persistent=False)
        self.frequent = nn.Embedding(c.frequent + 1, 32)
        self.affix = nn.ModuleList(nn.Embedding(features.AFFIX_BUCKETS, 12) for _ in range(features.AFFIXES))
        self.ngram = nn.Embedding(features.NGRAM_BUCKETS, 32, padding_idx=0)
        self.shape = nn.Embedding(features.SHAPE_BUCKETS, 16)
        for table_ in (self.frequent, *self.affix, self.ngram, self.shape):
            nn.init.normal_(table_.weight, std=0.3)
        with torch.no_grad():
            self.ngram.weight[0] = 0
        size = vectors.shape[1] + 32 + 12 * features.AFFIXES + 32 + 16 + features.FLAGS_SIZE
        self.encode1 = nn.Linear(size, c.encoder)
        self.encode2 = nn.Linear(c.encoder, c.word)
        self._build_states(c)
        h = c.project or 2 * c.hidden
        self.upos = nn.Linear(h, len(UPOS))
        self.arc_dep = nn.Linear(h, c.arc)
        self.arc_head = nn.Linear(h, c.arc)
        self.arc_root = nn.Parameter(torch.zeros(c.arc))
        self.arc_bias = nn.Linear(c.arc, 1, bias=False)
        self.arc_weight = nn.Parameter(torch.eye(c.arc) * 0.3 + torch.randn(c.arc, c.arc) * 0.02)
        self.label_dep = nn.Linear(h, c.label)
        self.label_head = nn.Linear(h, c.label)
        self.label_root = nn.Parameter(torch.zeros(c.label))
        self.label_out = nn.Linear(c.label, c.relations)
        self.names_hidden = nn.Linear(h, c.names)
        self.names_out = nn.Linear(c.names, len(NAME_TAGS))
        self.names_corpus = nn.ModuleDict({k: nn.Linear(c.names, len(NAME_TAGS)) for k in c.corpora})
        for layer in self.names_corpus.values():
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def _build_states(self, c: Config) -> None:
        self.lstm1 = nn.LSTM(c.word + features.CONTEXT_SIZE, c.hidden, batch_first=True, bidirectional=True)
        width = 2 * c.hidden
        self.lstm2 = nn.LSTM(c.project or width, c.hidden, batch_first=True, bidirectional=True)
        self.project1, self.project2 = (
            nn.Linear(width, c.project, bias=False) if c.project else nn.Identity() for _ in range(2)
        )
        unit = torch.arange(c.hidden) // (c.hidden // c.blocks)
        block = (unit[:, None] == unit).float().repeat(4, 1)
        self.register_buffer("block", block, persistent=False)

    @torch.no_grad()
    def cut(self) -> None:
        """Keep the recurrent weights to their blocks; to be called after every step of training."""
        for name, weight in self.named_parameters():
            if "weight_hh" in name:
                weight.mul_(self.block)

    def words(self, types: dict[str, torch.Tensor], ids: torch.Tensor) -> torch.Tensor:
        """Encodings of word types."""
        vector, frequent, ngram = types["vector"][ids], types["frequent"][ids], types["ngram"][ids]
        flags = types["flags"][ids]
        if self.training:
            keep = (torch.rand(len(ids)) > 0.06).long()
            vector, frequent = vector * keep, frequent * (torch.rand(len(ids)) > 0.15).long() * keep
            flags = flags.clone()
            flags[:, : len(features.GAZETTEER_BITS)] *= (torch.rand(len(ids), 1) > 0.1).float()
        grams = self.ngram(ngram).sum(1) / (ngram > 0).sum(1, keepdim=True).clamp(min=1).float().sqrt()
        parts = [self.vectors[vector], self.frequent(frequent), grams, self.shape(types["shape"][ids]), flags]
        parts += [table(types["affix"][ids, i]) for i, table in enumerate(self.affix)]
        x = torch.cat(parts, 1)
        x = torch.tanh(self.encode1(functional.dropout(x, 0.15, self.training)))
        return torch.tanh(self.encode2(functional.dropout(x, 0.15, self.training)))

    def encode(
        self, types: dict[str, torch.Tensor], ids: torch.Tensor, context: torch.Tensor
    ) -> torch.Tensor:
        """Hidden states, batch x length x 2 hidden."""
        unique, inverse = torch.unique(ids, return_inverse=True)
        x = torch.cat([self.words(types, unique)[inverse], context], -1)
        h, _ = self.lstm1(self._drop(x, 0.2))
        h, _ = self.lstm2(self.project1(self._drop(h, self.config.dropout)))
        return self.project2(self._drop(h, self.config.dropout))

    def _drop(self, x: torch.Tensor, p: float) -> torch.Tensor:
        if not self.training or not p:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)
        return x * mask

    def arcs(self, h: torch.Tensor) -> torch.Tensor:
        """Scores, batch x dependent x (root + heads)."""
        dep, head = torch.tanh(self.arc_dep(h)), torch.tanh(self.arc_head(h))
        dep, head = self._drop(dep, self.config.dropout), self._drop(head, self.config.dropout)
        root = self.arc_root.expand(h.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        return dep @ self.arc_weight @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)

    def labels(self, h: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Relation scores of each token to the given head (0 is the root)."""
        dep, head = self.label_dep(h), self.label_head(h)
        head = torch.cat([self.label_root.expand(h.shape[0], 1, -1), head], 1)
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.label_out(self._drop(torch.tanh(dep + chosen), self.config.dropout))

    def names(self, h: torch.Tensor, corpus: str | None) -> torch.Tensor:
        """Tag scores, with the habits of one corpus added."""
        x = self._drop(torch.tanh(self.names_hidden(h)), 0.2)
        out = self.names_out(x)
        return out + self.names_corpus[corpus](x) if corpus in self.names_corpus else out


class Teacher(Network):
    """The same heads over MiniLM, the word features and one BiLSTM."""

    def _build_states(self, c: Config) -> None:
        self.minilm = minilm.MiniLM(minilm.folder())
        self.pieces: minilm.WordPieces | None = None
        size = minilm.HIDDEN + c.word + features.CONTEXT_SIZE
        self.lstm1 = nn.LSTM(size, c.hidden, batch_first=True, bidirectional=True)

    def cut(self) -> None:
        """A teacher need not be fast."""

    def encode(
        self, types: dict[str, torch.Tensor], ids: torch.Tensor, context: torch.Tensor
    ) -> torch.Tensor:
        """Hidden states, batch x length x 2 hidden."""
        assert self.pieces is not None
        pieces, mask, first = self.pieces(ids.numpy())
        with torch.autocast("cpu", torch.bfloat16):
            deep = self.minilm(pieces, mask)
        deep = deep.float().gather(1, first[:, :, None].expand(-1, -1, minilm.HIDDEN))
        unique, inverse = torch.unique(ids, return_inverse=True)
        x = torch.cat([deep, self.words(types, unique)[inverse], context], -1)
        h, _ = self.lstm1(self._drop(x, 0.2))
        return self._drop(h, self.config.dropout)


def save(network: Network, state: dict[str, torch.Tensor], path: str) -> None:
    """Write sizes and weights."""
    torch.save({"config": asdict(network.config), "state": state}, path)


def load(path: str, vectors: np.ndarray, scale: float) -> Network:
    """Read a network written by `save`."""
    saved = torch.load(path, weights_only=True)
    config = Config(**saved["config"])
    network = (Teacher if config.teacher else Network)(config, vectors, scale)
    network.load_state_dict(saved["state"])
    return network.eval()
