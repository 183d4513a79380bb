"""The serving path of the first try: a script that is started anew for each application.

    python first_try.py MODEL '{"pirat": 0.22, ...}'

Interpreter, libraries, model check and session are paid for by every single row: the same model file and the same
answers as serve.py, far slower. It is kept because evidence/first-try was measured through it.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime
import pandas as pd

from serve import FEATURES, peak_memory_mib


def main():
    frame = pd.DataFrame.from_records([json.loads(sys.argv[2])]).reindex(columns=FEATURES)
    model = onnx.load(sys.argv[1])
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(float(session.run(["probabilities"], {"features": frame.to_numpy(np.float32)})[0][0, 1]))
    if "--report-memory" in sys.argv:
        print(peak_memory_mib())


if __name__ == "__main__":
    main()
