"""The figures of a weights file, with the code that ships.

    python training/evaluate.py --shared ../shared [--model FILE] [--errors]

Syntax on PUD and EWT test (gold tokens, and from raw text), names on gold/dev through `score.py` (one entity
a mention) and on the measure-only sets through `external.py names`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import corpora

from newsextract.language.tagger import Tagger
from newsextract.language.tokenizer import tokenize


def universal(label: str) -> str:
    """A relation without its subtype, as the shared tasks score it."""
    return label.split(":")[0]


def documents(path: Path) -> list[tuple[list[corpora.Sentence], str, list[tuple[int, int]]]]:
    """Documents with their raw text and the offsets of every word in it."""
    texts = [
        line[len("# text = ") :].rstrip("\n")
        for line in path.read_text(encoding="utf8").split("\n")
        if line.startswith("# text = ")
    ]
    out, k = [], 0
    for document in corpora.read_conllu(path):
        text, offsets = "", []
        for sentence in document:
            at = len(text)
            raw = texts[k]
            k += 1
            text += raw + " "
            place = 0
            for word in sentence.words:
                found = raw.find(word, place)
                if found < 0:
                    found = place
                offsets.append((at + found, at + found + len(word)))
                place = found + len(word)
        out.append((document, text.rstrip(), offsets))
    return out


def on_gold_tokens(tagger: Tagger, docs: list) -> str:
    """Accuracies when words and sentences are given."""
    total: Counter[str] = Counter()
    for document, _, _ in docs:
        words = [w for s in document for w in s.words]
        spans, at = [], 0
        for s in document:
            spans.append((at, at + len(s.words)))
            at += len(s.words)
        syntax = tagger(SimpleNamespace(words=words, sentences=spans))
        for (a, _), s in zip(spans, document, strict=True):
            for i, (upos, head, deprel) in enumerate(zip(s.upos, s.heads, s.deprels, strict=True)):
                found = syntax.heads[a + i]
                right = found == (a + i if head == 0 else a + head - 1)
                total["n"] += 1
                total["upos"] += syntax.upos[a + i] == upos
                total["uas"] += right
                total["las"] += right and universal(syntax.deprels[a + i]) == universal(deprel)
    return " ".join(f"{k} {total[k] / total['n']:.4f}" for k in ("upos", "uas", "las"))


def on_raw_text(tagger: Tagger, docs: list) -> str:
    """F1 when the text is given: a word counts where both cut it alike."""
    total: Counter[str] = Counter()
    for document, text, offsets in docs:
        tokens = tokenize(text)
        syntax = tagger(tokens)
        place = {span: i for i, span in enumerate(zip(tokens.starts, tokens.ends, strict=True))}
        total["gold"] += len(offsets)
        total["found"] += len(tokens.words)
        at = 0
        for s in document:
            for i, (upos, head, deprel) in enumerate(zip(s.upos, s.heads, s.deprels, strict=True)):
                k = place.get(offsets[at + i])
                if k is None:
                    continue
                total["words"] += 1
                total["upos"] += syntax.upos[k] == upos
                wanted = k if head == 0 else place.get(offsets[at + head - 1])
                right = syntax.heads[k] == wanted
                total["uas"] += right
                total["las"] += right and universal(syntax.deprels[k]) == universal(deprel)
            at += len(s.words)
    both = total["gold"] + total["found"]
    return " ".join(f"{k} {2 * total[k] / both:.4f}" for k in ("words", "upos", "uas", "las"))


def prediction(tagger: Tagger, text: str) -> dict:
    """An `Article` dump with one entity for each name."""
    tokens = tokenize(text)
    entities = []
    for k, name in enumerate(tagger(tokens).names):
        span = {"start": tokens.starts[name.start], "end": tokens.ends[name.end - 1]}
        span["text"] = text[span["start"] : span["end"]]
        entities.append(
            {
                "id": f"e{k}",
                "type": name.type,
                "name": span["text"],
                "mentions": [{"kind": "name", "span": span}],
            }
        )
    return {"entities": entities, "amounts": [], "times": [], "events": [], "quotations": []}


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", choices=("names", "syntax"))
    args = parser.parse_args()
    tagger = Tagger.load(args.model)
    if args.only != "names":
        for name in ("pud.test", "ewt.test"):
            docs = documents(args.shared / f"corpora/ud/{name}.conllu")
            print(f"{name} gold tokens: {on_gold_tokens(tagger, docs)}")
            print(f"{name} raw text: {on_raw_text(tagger, docs)}")
    if args.only == "syntax":
        return
    sys.path.insert(0, str(args.shared / "eval"))
    import external
    import score

    root = args.shared / "gold/dev"
    counts: dict[str, Counter] = score.defaultdict(Counter)
    errors: dict[str, list[str]] = score.defaultdict(list)
    began, words = time.perf_counter(), 0
    for path in sorted((root / "ann").glob("*.json")):
        gold = score.Gold(root, path.stem)
        words += len(gold.text.split())
        score.score_doc(gold, prediction(tagger, gold.text), counts, errors)
    spent = time.perf_counter() - began
    for key, c in sorted(counts.items()):
        if key.startswith("entities."):
            f = score.prf(c["tp"], c["fp"], c["fn"])
            figures = (
                f"P {f['p']:.3f}  R {f['r']:.3f}  F1 {f['f1']:.3f}  gold {f['gold']}  found {f['found']}"
            )
            print(f"{key:28s} {figures}")
    print(f"{words} words, {spent / words * 674e3:.1f} ms per 674 words with scoring")
    if args.errors:
        print("\n".join(errors["entities"]))
    external.run = lambda text, **_: prediction(tagger, text)
    folder = args.shared / "corpora/names"
    external.names([folder / f"{n}.MEASURE-ONLY.bio" for n in ("conll2003.testa", "worldwide9.dev")], "conll")
    external.names([folder / "finerord.val.MEASURE-ONLY.bio"], "plo")
    external.show()


if __name__ == "__main__":
    main()
