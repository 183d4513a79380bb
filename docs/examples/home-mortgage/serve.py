"""Serves the home mortgage model: one session, loaded once, one row a call. Needs numpy and onnxruntime only.

    python serve.py MODEL < rows.jsonl     one JSON object a line in, one probability of denial a line out
"""

import json
import re
import sys
from pathlib import Path

import numpy as np
import onnxruntime

# The protected attribute `afam` is not among them: the model never sees it.
FEATURES = ["pirat", "hirat", "lvrat", "chist", "mhist", "phist", "unemp", "selfemp", "insurance", "condomin",
            "single", "hschool"]
THRESHOLD = 0.5


class Scorer:
    def __init__(self, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def probability(self, application):
        """Probability that `application` (feature name to number) is denied."""
        row = np.array([[application[f] for f in FEATURES]], dtype=np.float32)
        return float(self.session.run(["probabilities"], {"features": row})[0][0, 1])


def peak_memory_mib():
    """Peak resident set of this process. Not getrusage: its figure survives exec, and so counts the parent too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024


def main():
    scorer = Scorer(sys.argv[1])
    for line in sys.stdin:
        print(scorer.probability(json.loads(line)))
    if "--report-memory" in sys.argv:
        print(peak_memory_mib())


if __name__ == "__main__":
    main()
