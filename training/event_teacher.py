"""Label unlabelled news with what a larger network makes of it, for the weights of events.

    python training/event_teacher.py ../shared out/training/alone.0.gz --seed 0
    python training/event_teacher.py ../shared out/training/context.0.gz --seed 0 --context

The teacher is MiniLM, fine-tuned on the annotated news of gold/train: of each trigger that the frames propose
it tells how likely annotators see an event of that type there, and with which realis. `training/events.py`
learns from the opinions of several such teachers besides the annotations: those that read a sentence alone
know better what an event is, those that also read what comes before it know better whether it is real.
Articles that are in gold/dev are left out, so that what is measured there was never seen. One process, one
thread: the same input gives the same labels.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from event_examples import Opinion, Row, proposed, read, read_unlabelled
from events import learn_events
from minilm import HIDDEN, MiniLM, WordPieces, folder
from torch import nn
from torch.nn import functional

from newsextract.extractors.events.extractor import EventsExtractor
from newsextract.model import Realis
from newsextract.pipeline import Context

LAYERS = 6
EPOCHS, BATCH, RATE, HEAD_RATE, WARM_UP, LEAST = 4, 24, 1e-4, 1e-3, 40, 0.02
REALIS_SHARE = 0.5
LONG, REACH = 100, 45
OPENING, BEFORE = 25, 40
"""Words of the article's opening and right before a sentence that are its context: of "the deal" they tell
whether it is done."""


@dataclass(frozen=True)
class Passage:
    """A sentence, or what is around a trigger of a long one, with what is proposed in it.

    Attributes:
        words: The words.
        places: For each row the index of the trigger's first word.
        rows: What is proposed.
    """

    words: Sequence[str]
    places: Sequence[int]
    rows: Sequence[Row]


def passages(ctx: Context, rows: Sequence[Row], *, context: bool) -> Iterator[Passage]:
    """What a teacher reads of an article."""
    words = ctx.tokens.words
    by_sentence: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        by_sentence.setdefault(row.sentence, []).append(row)
    for (first, stop), group in by_sentence.items():
        if stop - first <= LONG:
            yield _passage(words, first, stop, group, context=context)
            continue
        for row in group:
            begin, end = max(first, row.place[0] - REACH), min(stop, row.place[0] + REACH)
            yield _passage(words, begin, end, [row], context=context)


def _passage(words: Sequence[str], start: int, stop: int, rows: Sequence[Row], *, context: bool) -> Passage:
    begin = max(0, start - BEFORE) if context else start
    opening = words[: min(OPENING, begin)] if context else ()
    places = [len(opening) + row.place[0] - begin for row in rows]
    return Passage([*opening, *words[begin:stop]], places, rows)


class Teacher(nn.Module):
    """MiniLM with a head for event types and one for realis.

    Args:
        types: The event types.
        short: Whether to compute with short floats: less than half the time for the many words of a context.
    """

    def __init__(self, types: Sequence[str], *, short: bool) -> None:
        super().__init__()
        self._short = short
        self.index = {kind: i for i, kind in enumerate(types)}
        self.encoder = MiniLM(folder(), LAYERS)
        self.types, self.realis = nn.Linear(HIDDEN, len(types)), nn.Linear(HIDDEN, len(Realis))
        nn.init.constant_(self.types.bias, -1.0)

    def forward(self, batch: Sequence[Passage]) -> tuple[torch.Tensor, torch.Tensor]:
        """The log-odds of each row of the passages, and the scores of its realis: rows x 4."""
        vocabulary = sorted({word for passage in batch for word in passage.words})
        number = {word: i for i, word in enumerate(vocabulary)}
        pieces = WordPieces(vocabulary, folder())
        read = [pieces(np.array([[number[word] for word in p.words]])) for p in batch]
        ids = nn.utils.rnn.pad_sequence([ids[0] for ids, _, _ in read], batch_first=True)
        mask = nn.utils.rnn.pad_sequence([mask[0] for _, mask, _ in read], batch_first=True)
        places = [
            (k, int(first[0, i]))
            for k, ((_, _, first), p) in enumerate(zip(read, batch, strict=True))
            for i in p.places
        ]
        at = torch.tensor(places)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._short):
            states = self.encoder(ids, mask)[at[:, 0], at[:, 1]].float()
        kinds = torch.tensor([self.index[row.type] for p in batch for row in p.rows])
        return self.types(states).gather(1, kinds[:, None])[:, 0], self.realis(states)


def train(teacher: Teacher, data: list[Passage]) -> None:
    """Fine-tune on annotated passages."""
    heads = [*teacher.types.parameters(), *teacher.realis.parameters()]
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
    steps, step = len(data) // BATCH * EPOCHS, 0
    teacher.train()
    for epoch in range(EPOCHS):
        random.shuffle(data)
        for i in range(0, len(data), BATCH):
            share = min(1.0, step / WARM_UP) * max(LEAST, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * share
            step += 1
            optimizer.zero_grad()
            _loss(teacher, data[i : i + BATCH]).backward()
            optimizer.step()
        print(f"epoch {epoch + 1} of {EPOCHS}", flush=True)


def _loss(teacher: Teacher, batch: Sequence[Passage]) -> torch.Tensor:
    rows = [row for p in batch for row in p.rows]
    types, realis = teacher(batch)
    right = torch.tensor([float(row.gold is not None) for row in rows])
    loss = functional.binary_cross_entropy_with_logits(types, right)
    order = list(Realis)
    known = [(i, order.index(row.gold.realis)) for i, row in enumerate(rows) if row.gold]
    if not known:
        return loss
    indices, gold = (torch.tensor(column) for column in zip(*known, strict=True))
    return loss + REALIS_SHARE * functional.cross_entropy(realis[indices], gold)


@torch.no_grad()
def opinions(teacher: Teacher, data: Sequence[Passage]) -> Iterator[tuple[Row, Opinion]]:
    """What the teacher makes of each row."""
    teacher.eval()
    ordered = sorted(data, key=lambda p: len(p.words))
    for i in range(0, len(ordered), BATCH):
        batch = ordered[i : i + BATCH]
        types, realis = teacher(batch)
        rows = [row for p in batch for row in p.rows]
        for row, score, shares in zip(rows, types.tolist(), realis.softmax(1).tolist(), strict=True):
            yield row, Opinion(round(score, 3), [round(share, 3) for share in shares])


def label(
    teacher: Teacher, shared: Path, extractor: EventsExtractor, *, context: bool
) -> Iterator[tuple[int, list]]:
    """What the teacher makes of unlabelled articles: for each its number and its opinions."""
    held_out = openings(shared / "gold/dev")
    for number, ctx in read_unlabelled(shared):
        text = " ".join(ctx.text.split())
        if any(o in text for o in held_out):
            continue
        data = list(passages(ctx, list(proposed(ctx, extractor)), context=context))
        if data:
            yield number, [(row.type, *row.place, *opinion) for row, opinion in opinions(teacher, data)]


def openings(gold: Path) -> list[str]:
    """A passage of each article of a gold folder, by which it is known again."""
    texts = [" ".join(path.read_text(encoding="utf8").split()) for path in sorted(gold.glob("docs/*.txt"))]
    return [text[300:350] for text in texts if len(text) >= 350]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--context", action="store_true", help="read what comes before each sentence too")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    documents = read(args.shared / "gold/train")
    extractor = EventsExtractor(learned=learn_events(documents)[0])
    data = [
        passage
        for d in documents
        for passage in passages(d.context, list(proposed(d.context, extractor, d.gold)), context=args.context)
    ]
    teacher = Teacher(sorted({row.type for p in data for row in p.rows}), short=args.context)
    train(teacher, data)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.out, "wt", encoding="utf8") as file:
        for opinion in label(teacher, args.shared, extractor, context=args.context):
            file.write(json.dumps(opinion) + "\n")


if __name__ == "__main__":
    main()
