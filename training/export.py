"""Write the shipped weights file from a trained student.

python training/export.py WORK/data.pkl WORK/student.pt src/newsextract/data/en/model.npz
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import store
import torch
from network import load

from newsextract.language.tagger import features, weights
from newsextract.language.tagger.labels import NAME_TAGS, UPOS

CARD = {"licence": "CC BY-SA 4.0", "about": "docs/model-card.md", "language": "en"}


def quantise(table: np.ndarray) -> tuple[np.ndarray, float]:
    """Symmetric int8 with one scale a table; the few outliers are clipped."""
    scale = float(np.quantile(np.abs(table), 0.9998)) / 127
    return np.clip(np.rint(table / scale), -127, 127).astype(np.int8), scale


def gates(matrix: np.ndarray, blocks: int) -> np.ndarray:
    """PyTorch's rows (input, forget, cell, output) x unit to block x (input, forget, output, cell) x unit.

    The first three gates are halved.
    """
    i, f, g, o = np.split(matrix, 4, axis=0)
    rows = np.stack([i * 0.5, f * 0.5, o * 0.5, g])
    by_block = rows.reshape(4, blocks, -1, *matrix.shape[1:]).swapaxes(0, 1)
    return by_block.reshape(matrix.shape)


def recurrent(matrix: np.ndarray, blocks: int) -> np.ndarray:
    """Recurrent weights as block x unit x (gate, unit), from a matrix that is zero outside its blocks."""
    unit = matrix.shape[1] // blocks
    rows = gates(matrix, blocks).reshape(blocks, 4 * unit, blocks, unit)
    return np.stack([rows[k, :, k].T for k in range(blocks)])


def lstm(state: dict[str, np.ndarray], name: str, blocks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Input weights (both directions side by side), biases, recurrent weights."""
    sides = ("l0", "l0_reverse")
    inputs = [gates(state[f"{name}.weight_ih_{s}"], blocks).T for s in sides]
    bias = [gates(state[f"{name}.bias_ih_{s}"] + state[f"{name}.bias_hh_{s}"], blocks) for s in sides]
    states = [recurrent(state[f"{name}.weight_hh_{s}"], blocks) for s in sides]
    return np.concatenate(inputs, axis=1), np.concatenate(bias), np.stack(states)


def main() -> None:
    """Convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    data = store.read(args.data)
    network = load(str(args.model), data["vectors"], data["scale"])
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    c = network.config
    tables = {
        "frequent": state["frequent.weight"],
        "affix": np.concatenate([state[f"affix.{i}.weight"] for i in range(features.AFFIXES)]),
        "ngram": state["ngram.weight"],
        "shape": state["shape.weight"],
    }
    arrays: dict[str, np.ndarray] = {}
    scales = {"vectors": data["scale"]}
    for name, table in tables.items():
        arrays[name], scales[name] = quantise(table)
    unknown = np.zeros((1, data["vectors"].shape[1]), dtype=np.int8)
    arrays["vectors"] = np.concatenate([unknown, data["vectors"]])
    for name, dtype in weights.KEYS.items():
        arrays[name] = data[name].astype(dtype)
    names_out = state["names_out.weight"].copy(), state["names_out.bias"].copy()
    if "names_corpus.gold.weight" in state:
        names_out = (
            names_out[0] + state["names_corpus.gold.weight"],
            names_out[1] + state["names_corpus.gold.bias"],
        )
    in1, bias1, state1 = lstm(state, "lstm1", c.blocks)
    in2, bias2, state2 = lstm(state, "lstm2", c.blocks)
    parts = ("upos", "arc_dep", "arc_head", "label_dep", "label_head", "names_hidden")
    dense = {
        "encode1": state["encode1.weight"].T,
        "encode1_bias": state["encode1.bias"],
        "encode2": state["encode2.weight"].T,
        "encode2_bias": state["encode2.bias"],
        "lstm1_input": in1[: c.word],
        "context": in1[c.word :],
        "lstm1_bias": bias1,
        "lstm1_state": state1,
        "lstm2_input": in2,
        "lstm2_bias": bias2,
        "lstm2_state": state2,
        "heads": np.concatenate([state[f"{p}.weight"] for p in parts]).T,
        "heads_bias": np.concatenate([state[f"{p}.bias"] for p in parts]),
        "arc": state["arc_weight"],
        "arc_root": state["arc_root"],
        "arc_bias": state["arc_bias.weight"][0],
        "label_root": state["label_root"],
        "label_out": state["label_out.weight"].T,
        "label_out_bias": state["label_out.bias"],
        "names_out": names_out[0].T,
        "names_out_bias": names_out[1],
    }
    if c.project:
        dense |= {name: state[f"{name}.weight"].T for name in ("project1", "project2")}
    arrays |= {name: np.ascontiguousarray(value, dtype=np.float16) for name, value in dense.items()}
    sizes = weights.Sizes(c.encoder, c.word, c.hidden, c.blocks, c.project, c.arc, c.label, c.names)
    header = {
        "format": weights.FORMAT,
        "version": weights.VERSION,
        "features": features.FEATURES_VERSION,
        "upos": UPOS,
        "name_tags": NAME_TAGS,
        "relations": data["relations"],
        "sizes": asdict(sizes),
        "scales": scales,
        "card": CARD,
    }
    arrays["header"] = np.frombuffer(json.dumps(header).encode("utf8"), dtype=np.uint8)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out, **arrays)
    weights.load(args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
