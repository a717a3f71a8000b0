"""The label sets of the network."""

from __future__ import annotations

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
NAME_TYPES = (
    "PERSON", "ORGANIZATION", "GPE", "LOCATION", "FACILITY",
    "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW",
)  # fmt: skip
NAME_TAGS = ("O", *(f"{position}-{kind}" for kind in NAME_TYPES for position in "BIES"))
