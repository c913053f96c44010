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
        unit = MILLISECONDS[metric["scoreUnit"]]
        found[entry["benchmark"].rsplit(".", 1)[1]] = (metric["score"] * unit, metric["scoreError"] * unit)
    return found


def main(*paths):
    backends = [times(path) for path in paths]
    print("## Back ends\n")
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end; milliseconds a call")
    print("and JMH's 99.9 % interval, after warm-up; the first five on a million numbers. Made by `bench/backends`.\n")
    print("| work | plain Java | Vector API | ND4J, CPU |")
    print("|---|---|---|---|")
    for name, text in ROWS.items():
        cells = [f"{score:.3g} ± {error:.3g}" for score, error in (backend[name] for backend in backends)]
        print(f"| {text} | " + " | ".join(cells) + " |")


main(*sys.argv[1:])
