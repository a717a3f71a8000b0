"""Readers of the training corpora: every one gives documents of sentences of words with labels.

A name label is the set of fine tags (BIOES over ten types) that the corpus label allows, because the corpora
disagree on what they mark: WikiGold's LOC may be a GPE, a LOCATION or a FACILITY, and UNER's O may be a
NORP or a PRODUCT. The loss is the log of the summed probability of the allowed tags.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import gazetteers

from newsextract.language.tagger.labels import NAME_TYPES

PLACES = ("GPE", "LOCATION", "FACILITY")
MISC = ("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")

# corpus label -> fine types; "O" -> types the corpus leaves unmarked
CONLL = {"PER": ("PERSON",), "ORG": ("ORGANIZATION",), "LOC": PLACES, "MISC": MISC, "O": ()}
THREE = {"PER": ("PERSON",), "ORG": ("ORGANIZATION",), "LOC": PLACES, "O": MISC}
SCHEMES: dict[str, dict[str, tuple[str, ...]]] = {
    "gold": {t: (t,) for t in NAME_TYPES} | {"O": ()},
    "wikigold": CONLL,
    "redocred": {**CONLL, "LOC": (*PLACES, "NORP")},
    "uner": THREE,
    "btc": THREE,
    "meantime": {
        "PER": ("PERSON",), "ORG": ("ORGANIZATION",), "LOC": PLACES, "FIN": ("ORGANIZATION", "PRODUCT"),
        "PRO": ("PRODUCT", "WORK_OF_ART"), "UNK": NAME_TYPES, "O": ("NORP", "EVENT", "LAW", "WORK_OF_ART"),
    },
    "crossner": {
        "person": ("PERSON",), "politician": ("PERSON",), "politicalparty": ("ORGANIZATION", "NORP"),
        "organisation": ("ORGANIZATION", "FACILITY"), "country": ("GPE", "NORP"), "location": PLACES,
        "election": ("EVENT",), "event": ("EVENT", "LAW"), "misc": (*MISC, "ORGANIZATION"), "O": (),
    },
    "wnut": {
        "person": ("PERSON",), "location": PLACES, "corporation": ("ORGANIZATION", "PRODUCT"),
        "group": ("ORGANIZATION", "NORP"), "product": ("PRODUCT",),
        "creative-work": ("WORK_OF_ART", "PRODUCT"), "O": ("NORP", "EVENT", "LAW"),
    },
    "gumnews": {
        "person": ("PERSON", "NORP"), "organization": ("ORGANIZATION", "GPE"),
        "place": (*PLACES, "ORGANIZATION"), "abstract": (*MISC, "ORGANIZATION"), "event": ("EVENT",),
        "object": ("PRODUCT", "WORK_OF_ART", "FACILITY"),
        "O": (),
    },
}  # fmt: skip
NAME_FILES = {
    "wikigold": ["wikigold.all"],
    "redocred": ["redocred.all"],
    "uner": ["uner_ewt.dev", "uner_ewt.test"],
    "btc": ["btc.train"],
    "meantime": ["meantime_typed.all"],
    "crossner": ["crossner_politics.train", "crossner_politics.dev", "crossner_politics.test"],
    "wnut": ["wnut17.train"],
    "gumnews": ["gum_named_wikinews_ccby.all"],
}
RAW = (
    ("raw/bbc2225.jsonl.gz", 3000),
    ("quotes/polnear.train.jsonl.gz", 1000),
    ("raw/reuters21578.first4000.jsonl.gz", 1200),
)
"""Unlabelled news: file, articles at most."""
GUM_GENRES = {"news", "interview", "voyage", "bio", "academic", "court", "speech", "textbook"}


@dataclass
class Sentence:
    """Words with whatever is known of them; `tags` are plain BIO labels of the corpus."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # 0 is the root, else 1-based
    deprels: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


Document = list[Sentence]


def read_conllu(path: Path, genres: set[str] | None = None) -> list[Document]:
    """Documents of a CoNLL-U file, plain or gzipped; multiword and empty nodes left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    documents: list[Document] = []
    keep, rows = True, []
    with opener(path, "rt", encoding="utf8") as file:
        for line in file:
            if line.startswith("# newdoc id"):
                match = re.match(r"# newdoc id = GUM_([a-z]+)_", line)
                keep = genres is None or (match is not None and match[1] in genres)
                documents.append([])
            elif line[0].isdigit() and line.split("\t", 1)[0].isdigit():
                rows.append(line.split("\t"))
            elif line == "\n" and rows:
                if keep:
                    if not documents:
                        documents.append([])
                    documents[-1].append(
                        Sentence(
                            [r[1] for r in rows],
                            [r[3] for r in rows],
                            [int(r[6]) for r in rows],
                            [r[7] for r in rows],
                        )
                    )
                rows = []
    return [d for d in documents if d]


def read_bio(path: Path, chunk: int = 12) -> list[Document]:
    """Documents of a BIO file; one without document marks is cut every `chunk` sentences."""
    documents: list[Document] = [[]]
    words: list[str] = []
    tags: list[str] = []

    def flush() -> None:
        if words:
            documents[-1].append(Sentence(list(words), tags=list(tags)))
            words.clear()
            tags.clear()

    with path.open(encoding="utf8") as file:
        for line in file:
            parts = line.rstrip("\n").split("\t")
            if parts[0] == "-DOCSTART-":
                flush()
                documents.append([])
            elif not parts[0]:
                flush()
            else:
                words.append(parts[0])
                tags.append(parts[-1])
    flush()
    documents = [d for d in documents if d]
    if len(documents) < 6:
        documents = [d[i : i + chunk] for d in documents for i in range(0, len(d), chunk)]
    return documents


def read_gold(root: Path, eval_dir: Path) -> list[tuple[str, Document, object]]:
    """Gold documents tokenized with the package's own tokenizer, names as BIO tags."""
    sys.path.insert(0, str(eval_dir))
    from score import Gold

    from newsextract.language.tokenizer import tokenize

    out = []
    for path in sorted((root / "ann").glob("*.json")):
        gold = Gold(root, json.loads(path.read_text(encoding="utf8"))["doc"])
        tokens = tokenize(gold.text)
        tags = ["O"] * len(tokens.words)
        for (start, end), (_, kind) in gold.mentions.items():
            inside = [
                i
                for i, (a, b) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
                if a < end and b > start
            ]
            if not inside:
                continue
            for i in inside:
                tags[i] = ("B-" if i == inside[0] else "I-") + kind
        document = [Sentence(tokens.words[a:b], tags=tags[a:b]) for a, b in tokens.sentences]
        out.append((gold.doc, document, (gold, tokens)))
    return out


def read_raw(shared: Path) -> Iterator[tuple[str, date | None]]:
    """Texts of unlabelled news, title first, each with its day where the corpus tells it."""
    for path, limit in RAW:
        with gzip.open(shared / "corpora" / path, "rt", encoding="utf8") as file:
            for line in itertools.islice(file, limit):
                row = json.loads(line)
                title, text, day = row.get("title") or "", row.get("text") or "", None
                if "reuters" in path:
                    paragraphs = text.replace("\n    ", "\n\n").split("\n\n")
                    text = "\n\n".join(" ".join(p.split()) for p in paragraphs)
                    day = datetime.strptime(row["date"].split()[0], "%d-%b-%Y").date()
                yield f"{title}\n\n{text}" if title else text, day


def retokenize(document: Document) -> Document:
    """Split the words of a corpus as the package's tokenizer would; labels go with the pieces."""
    from newsextract.language.tokenizer import tokenize

    out = []
    for sentence in document:
        words: list[str] = []
        tags: list[str] = []
        for word, tag in zip(sentence.words, sentence.tags, strict=True):
            pieces = tokenize(word).words if "-" in word or "/" in word else [word]
            words += pieces
            tags += [tag, *([tag.replace("B-", "I-")] * (len(pieces) - 1))]
        out.append(Sentence(words, tags=tags))
    return out


LOCATION_WORDS, FACILITY_WORDS, EVENT_WORDS, LAW_WORDS = (
    set(gazetteers.word_list(f"{kind}_words")) for kind in ("location", "facility", "event", "law")
)
NORP_ENDINGS = re.compile(
    r"(?:ese|ians?|ans?|ish|ics?|ists?|ites?|is|i|ch|ves|ons|ors|eks|ks|es|ans|ims?|crats?)$"
)
AMBIGUOUS_PLACES = {"east", "west", "north", "south"}


def narrow(
    kinds: tuple[str, ...], words: list[str], places: dict[str, str], demonyms: set[str]
) -> tuple[str, ...]:
    """Fewer fine types for a coarse label, where the string itself tells."""
    lows = [w.lower() for w in words]
    text = " ".join(lows)
    if "GPE" in kinds and "FACILITY" in kinds:
        if text in places:
            return (places[text],)
        if lows[-1] in FACILITY_WORDS:
            return ("FACILITY",)
        if lows[0] in LOCATION_WORDS - AMBIGUOUS_PLACES or lows[-1] in LOCATION_WORDS:
            return ("LOCATION",)
        if "NORP" in kinds and text in demonyms:
            return ("NORP",)
    if "NORP" in kinds and "EVENT" in kinds:
        if text in demonyms:
            return ("NORP",)
        if any(w in EVENT_WORDS for w in lows) and len(lows) > 1:
            return ("EVENT",)
        if any(w in LAW_WORDS for w in lows) and len(lows) > 1:
            return ("LAW",)
        if len(lows) > 1 or not NORP_ENDINGS.search(text):
            return tuple(k for k in kinds if k != "NORP")
    return kinds


def allowed_tags(
    words: list[str],
    tags: list[str],
    scheme: dict[str, tuple[str, ...]],
    places: dict[str, str],
    demonyms: set[str],
) -> list[list[str]]:
    """Fine BIOES tags that each corpus tag allows."""
    out: list[list[str]] = []
    kinds: tuple[str, ...] = ()
    for i, tag in enumerate(tags):
        if tag == "O" or tag[2:] not in scheme:
            free = scheme["O"] if tag == "O" else NAME_TYPES
            out.append(["O", *(f"{p}-{t}" for t in free for p in "BIES")])
            continue
        after = tags[i + 1] if i + 1 < len(tags) else "O"
        goes_on = after == f"I-{tag[2:]}"
        starts = tag[0] == "B" or i == 0 or tags[i - 1][2:] != tag[2:]
        position = ("B" if goes_on else "S") if starts else ("I" if goes_on else "E")
        if starts:
            end = i + 1
            while end < len(tags) and tags[end] == f"I-{tag[2:]}":
                end += 1
            kinds = narrow(scheme[tag[2:]], words[i:end], places, demonyms)
        out.append([f"{position}-{t}" for t in kinds])
    return out
