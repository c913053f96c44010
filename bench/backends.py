"""Puts the times of the back ends side by side: backends.py PLAIN.json VECTOR.json ND4J.json."""

import json
import os
import platform
import sys

MILLISECONDS = {"ms/op": 1.0, "us/op": 1e-3, "ns/op": 1e-6, "s/op": 1e3}
ROWS = {
    "product": "x (x + 1/2)",
    "exponential": "exp",
    "sine": "sin",
    "normal": "Phi",
    "matrix": "62 500 x 16 times 16 x 16",
    "histogram": "KDE histogram in 50 bins, value and gradient by events and weights",
    "cutsToSignificance": "five cuts, two histograms, Asimov significance, value and gradient by cuts",
    "likelihood": "likelihood, 50 bins, 5 samples, 30 nuisances, value and gradient",
}


def times(path):
    found = {}
    for entry in json.load(open(path)):
        metric = entry["primaryMetric"]
        found[entry["benchmark"].rsplit(".", 1)[1]] = metric["score"] * MILLISECONDS[metric["scoreUnit"]]
    return found


def main(*paths):
    plain, vector, nd4j = map(times, paths)
    print("## Back ends\n")
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end; milliseconds a call,")
    print("after warm-up; the first six on a million numbers. `bench/backends` makes this table.\n")
    print("| work | plain Java | Vector API | ND4J, CPU | ND4J / Vector API |")
    print("|---|---|---|---|---|")
    for name, text in ROWS.items():
        row = [plain[name], vector[name], nd4j[name]]
        print(f"| {text} | " + " | ".join(f"{ms:.3g}" for ms in row) + f" | {row[2] / row[1]:.1f} |")


main(*sys.argv[1:])
