"""Puts rounds of StackBenchmark and stack.py side by side: stack_table.py STACK-LIMEN-1.json ... STACK-JAX-1.json ..."""

import json
import os
import platform
import statistics
import sys

ROWS = {
    "stackSmall32": "network 10-64-64-1, tanh, 1e5 events, value and gradient, 32 bits",
    "stackSmall64": "the same, 64 bits",
    "stackWide32": "network 2-1024-1024-1, 2000 events, value and gradient, 32 bits",
    "stackWide64": "the same, 64 bits",
}


def rounds(paths, name, key):
    """Milliseconds of each round."""
    found = []
    for path in sorted(paths):
        content = json.load(open(path))
        if isinstance(content, dict):
            found += [1e3 * content[name][key]] if key in content.get(name, {}) else []
        elif key == "limen":
            found += [entry["primaryMetric"]["score"] for entry in content if entry["benchmark"].endswith("." + name)]
    return found


def main(*paths):
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end; medians of rounds by turns.\n")
    print("| work | Limen [ms] | JAX, whole | JAX, best scan | whole / Limen | scan / Limen |")
    print("|---|---|---|---|---|---|")
    for name, text in ROWS.items():
        limen, dense, best = (rounds(paths, name, key) for key in ("limen", "dense", "best"))
        ratios = [statistics.median(a / b for a, b in zip(peer, limen)) for peer in (dense, best)]
        cells = [f"{statistics.median(times):.3g}" for times in (limen, dense, best)] + [f"{ratio:.2f}" for ratio in ratios]
        print(f"| {text} | " + " | ".join(cells) + " |")


main(*sys.argv[1:])
