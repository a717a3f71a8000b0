"""What the text says grammatically: paragraphs, sentences, words, and phrases over words."""

from newsextract.language.lexicon import Match, PhraseLexicon
from newsextract.language.paragraphs import paragraph_spans
from newsextract.language.resources import load_toml, load_tsv
from newsextract.language.tokenizer import split_words, tokenize
from newsextract.language.tokens import Tokens

__all__ = [
    "Match",
    "PhraseLexicon",
    "Tokens",
    "load_toml",
    "load_tsv",
    "paragraph_spans",
    "split_words",
    "tokenize",
]
