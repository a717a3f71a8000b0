"""Train a teacher (syntax or names) or, with teacher scores, the student that ships.

python training/train.py WORK/data.pkl WORK/tnames.pt --task names --minilm --hidden 128 --rate 1.5e-3
python training/train.py WORK/data.pkl WORK/tsyntax.pt --task syntax --minilm --hidden 192 --rate 1.5e-3
python training/train.py WORK/data.pkl WORK/student.pt --task both --soft WORK/soft.names WORK/soft.syntax
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import store
import torch
from example import join
from measure import score_names, score_syntax
from minilm import WordPieces, folder
from network import Config, Network, Teacher, save
from torch.nn import functional

# how often a sentence of each corpus is seen, beside gold
RATES = {
    "syntax": {"ud": 1.0},
    "names": {
        "gold": 2.0, "wikigold": 1.0, "redocred": 0.5, "uner": 0.7, "crossner": 0.5, "btc": 0.3,
        "wnut": 0.25, "gumnews": 0.6, "meantime": 1.0,
    },
    "names-minilm": {
        "gold": 3.0, "wikigold": 1.0, "redocred": 0.25, "uner": 0.4, "crossner": 0.3, "btc": 0.1, "wnut": 0.1,
        "gumnews": 0.5, "meantime": 0.5,
    },
    "both": {
        "ud": 1.2, "gold": 1.5, "wikigold": 0.7, "redocred": 0.35, "uner": 0.5, "crossner": 0.3, "btc": 0.15,
        "wnut": 0.15, "gumnews": 0.5, "meantime": 0.5, "raw": 0.8,
    },
}  # fmt: skip


def read_soft(data: dict, *paths: Path) -> dict[str, list]:
    """What the teachers say, and only the examples they said it of."""
    parts = []
    for path in paths:
        parts.append(store.read(path))
    soft: dict[str, list] = {}
    for corpus in set(parts[0]) & set(parts[1]):
        rows = [
            (e, (*b, a))
            for e, a, b in zip(data["train"][corpus], parts[0][corpus], parts[1][corpus], strict=True)
            if a is not None and b is not None
        ]
        data["train"][corpus] = [e for e, _ in rows]
        soft[corpus] = [s for _, s in rows]
    return soft


def epoch(data: dict, rates: dict[str, float], size: int, rng: random.Random) -> list[tuple[str, list[int]]]:
    """Batches of equal length from one corpus each, in random order."""
    out = []
    for corpus, rate in rates.items():
        examples = data["train"][corpus]
        rows = list(range(len(examples))) * int(rate)
        rest = rate - int(rate)
        if rest:
            rows += rng.sample(range(len(examples)), int(rest * len(examples)))
        by_length: dict[int, list[int]] = {}
        for i in rows:
            n = len(examples[i].ids)
            if 1 <= n <= 140:
                by_length.setdefault(n, []).append(i)
        for n, group in by_length.items():
            rng.shuffle(group)
            step = max(1, size // n)
            for a in range(0, len(group), step):
                out.append((corpus, group[a : a + step]))
    rng.shuffle(out)
    return out


def tensor(rows: list[np.ndarray], dtype: type) -> torch.Tensor:
    """Stack arrays of one shape."""
    return torch.from_numpy(np.stack(rows).astype(dtype))


def syntax_loss(network: Network, h: torch.Tensor, chosen: list) -> torch.Tensor:
    """Cross entropy of UPOS, heads and relations."""
    upos, heads = tensor([e.upos for e in chosen], np.int64), tensor([e.heads for e in chosen], np.int64)
    deprels = tensor([e.deprels for e in chosen], np.int64)
    loss = functional.cross_entropy(network.upos(h).flatten(0, 1), upos.flatten(), label_smoothing=0.03)
    loss = loss + functional.cross_entropy(
        network.arcs(h).flatten(0, 1), heads.flatten(), label_smoothing=0.03
    )
    return loss + functional.cross_entropy(
        network.labels(h, heads).flatten(0, 1), deprels.flatten(), label_smoothing=0.03
    )


def names_loss(network: Network, h: torch.Tensor, chosen: list, corpus: str) -> torch.Tensor:
    """Negative log of the probability mass on the tags the corpus allows."""
    allowed = torch.from_numpy(np.stack([e.allowed for e in chosen]))
    logp = network.names(h, corpus).log_softmax(-1)
    return -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1).mean()


def soft_loss(network: Network, h: torch.Tensor, soft: list) -> torch.Tensor:
    """Cross entropy against the teachers' distributions."""
    upos, arcs, labels, heads, names = (tensor([s[i] for s in soft], np.float32) for i in range(5))
    heads = heads.long()
    loss = -(upos * network.upos(h).log_softmax(-1)).sum(-1).mean()
    loss = loss - (arcs * network.arcs(h).log_softmax(-1)).sum(-1).mean()
    loss = loss - (labels * network.labels(h, heads).log_softmax(-1)).sum(-1).mean()
    return loss - 2.0 * (names * network.names(h, None).log_softmax(-1)).sum(-1).mean()


def main() -> None:
    """Train for a number of minutes, with the learning rate on a cosine over that time or the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--task", choices=("names", "syntax", "both"), required=True)
    parser.add_argument("--soft", type=Path, nargs=2, help="names and syntax of the teachers (label.py)")
    parser.add_argument("--minilm", action="store_true", help="a teacher over MiniLM")
    parser.add_argument("--init", type=Path, help="go on from these weights")
    parser.add_argument("--silent", action="store_true", help="no scores before the end")
    parser.add_argument("--hidden", type=int, default=112)
    parser.add_argument("--blocks", type=int, default=1, help="blocks of each recurrent matrix")
    parser.add_argument("--project", type=int, default=0, help="width between the two layers; 0: none")
    parser.add_argument("--arc", type=int, default=96)
    parser.add_argument("--encoder", type=int, default=288)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument(
        "--minutes", type=float, default=0, help="stop by the clock instead of after the epochs"
    )
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--size", type=int, default=1200, help="tokens a batch")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    data = store.read(args.data)
    types = store.type_tensors(data)
    soft = None
    if args.soft:
        soft = read_soft(data, *args.soft)
    rates = RATES["names-minilm" if args.minilm and args.task == "names" else args.task]
    rates = {k: r for k, r in rates.items() if not soft or k in soft}
    named = tuple(rates) if args.task == "names" else ()
    config = Config(
        len(data["relations"]), len(data["frequent_keys"]), named, args.hidden, dropout=args.dropout
    )
    config.arc, config.encoder = args.arc, args.encoder
    config.teacher, config.blocks, config.project = args.minilm, args.blocks, args.project
    network = (Teacher if args.minilm else Network)(config, data["vectors"], data["scale"])
    if isinstance(network, Teacher):
        network.pieces = WordPieces(data["words"], folder())
        if args.task == "names":
            data["train"] = {k: join(v, 100)[0] if k in rates else v for k, v in data["train"].items()}
    if args.init:
        network.load_state_dict(torch.load(args.init, weights_only=True)["state"])
    network.cut()
    moving = [k for k, p in network.named_parameters() if p.requires_grad]
    average = {k: v.clone() for k, v in network.state_dict().items()}
    deep = [p for k, p in network.named_parameters() if k.startswith("minilm") and p.requires_grad]
    rest = [p for k, p in network.named_parameters() if not k.startswith("minilm")]
    groups = [{"params": rest, "share": 1.0}] + ([{"params": deep, "share": 0.06}] if deep else [])
    optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-3)
    began, step, tokens, shown = time.time(), 0, 0, 0.0
    per_epoch = len(epoch(data, rates, args.size, random.Random(0)))
    total = int(per_epoch * args.epochs)
    queue: list = []
    running = 0.0
    while True:
        elapsed = (time.time() - began) / 60
        progress = elapsed / args.minutes if args.minutes else step / total
        if progress >= 1:
            break
        if not queue:
            queue = epoch(data, rates, args.size, rng)
        corpus, rows = queue.pop()
        chosen = [data["train"][corpus][i] for i in rows]
        warm = min(1.0, step / 150)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["share"] * (warm * (0.5 + 0.5 * np.cos(np.pi * progress)) + 0.004)
        network.train()
        h = network.encode(
            types, tensor([e.ids for e in chosen], np.int64), tensor([e.context for e in chosen], np.float32)
        )
        loss = torch.zeros(())
        if soft:
            loss = loss + soft_loss(network, h, [soft[corpus][i] for i in rows])
        if chosen[0].upos is not None and args.task != "names":
            loss = loss + (0.5 if soft else 1.0) * syntax_loss(network, h, chosen)
        if chosen[0].allowed is not None and (args.task == "names" or corpus == "gold"):
            loss = loss + 2.0 * names_loss(network, h, chosen, corpus)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        network.cut()
        step += 1
        tokens += sum(len(e.ids) for e in chosen)
        running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
        decay = min(0.998, (1 + step) / (10 + step))
        with torch.no_grad():
            state = network.state_dict()
            for k in moving:
                average[k].lerp_(state[k], 1 - decay)
        if progress - shown >= 0.125:
            shown = progress
            if not args.silent:
                report(network, average, types, data, args.task)
            save(network, average, str(args.out))
            print(
                f"{progress:.2f} step {step} loss {running:.3f} {tokens / (time.time() - began):.0f} tok/s",
                flush=True,
            )
    save(network, average, str(args.out))
    report(network, average, types, data, args.task, True)
    print(f"done: {step} steps, {tokens} tokens, {(time.time() - began) / 60:.1f} minutes")


def report(network: Network, average: dict, types: dict, data: dict, task: str, full: bool = False) -> None:
    """Scores of the averaged weights."""
    kept = {k: v.clone() for k, v in network.state_dict().items()}
    network.load_state_dict(average)
    if task != "names":
        for name in ("pud", "ewt") if full else ("pud",):
            print(score_syntax(network, types, data, name), flush=True)
    if task != "syntax":
        for name in (
            ("gold_dev", "conll2003.testa", "finerord.val", "worldwide9.dev")
            if full
            else ("gold_dev", "conll2003.testa")
        ):
            print(score_names(network, types, data, name), flush=True)
    network.load_state_dict(kept)


if __name__ == "__main__":
    main()
