"""Times fast-soft-sort and NumPy, and prints them beside what JMH measured.

sort.py sort.json [clone of fast-soft-sort]
"""
import json
import os
import statistics
import sys
import time

COUNT = 1_000_000
STRENGTH = 4e5


def clock(work, repeats):
    """The median of some calls, in milliseconds, after one that compiles."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def peers(clone):
    try:
        import numpy as np
    except ImportError:
        print("bench: no NumPy for this Python; only Limen is measured.", file=sys.stderr)
        return {}
    random = np.random.default_rng(1)
    x, cotangent = random.standard_normal(COUNT), random.standard_normal(COUNT)
    times = {"hard value": clock(lambda: np.sort(x), 7)}
    if not clone:
        print("bench: FAST_SOFT_SORT names no clone; it is left out.", file=sys.stderr)
        return times
    sys.path.insert(0, clone)
    from fast_soft_sort.numpy_ops import SoftSort

    def soft(regularisation):
        sort = SoftSort(x, "ASCENDING", STRENGTH, regularisation)
        sort.compute()
        return sort

    for regularisation in ("l2", "kl"):
        times[regularisation + " value"] = clock(lambda: soft(regularisation), 5)
        times[regularisation] = clock(lambda: soft(regularisation).vjp(cotangent), 3)
    return times


def main(results, clone=""):
    with open(results) as file:
        limen = {r["benchmark"].rsplit(".", 1)[1]: r["primaryMetric"]["score"] for r in json.load(file)}
    other = peers(clone)

    def row(name, own, peer=None):
        times = [other.get(peer), other.get(peer + " value")] if peer else [None, None]
        cells = [f"{limen[own]:.3g}"] + [f"{t:.3g}" if t else "" for t in times]
        print(f"| {name} | " + " | ".join(cells) + f" | {times[0] / limen[own]:.1f} |" if times[0]
              else f"| {name} | " + " | ".join(cells) + " |  |")

    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; milliseconds a call, after warm-up;"
          f" a million numbers or events. Made by `bench/sort`.\n")
    print("| work | Limen | fast-soft-sort | its value alone | fast-soft-sort / Limen |\n|---|---|---|---|---|")
    row("soft sort, L2, value and gradient", "softSort", "l2")
    row("soft sort, entropic, value and gradient", "entropicSort", "kl")
    row("hard sort, value and gradient", "hardSort")
    row("the JDK's sort, values alone", "plainSort")
    if "hard value" in other:
        print(f"| NumPy's sort, values alone |  |  | {other['hard value']:.3g} |  |")
    row("soft leading jet, L2, value and scatter gradient", "softLeading")
    row("soft leading jet, entropic, value and scatter gradient", "entropicLeading")
    row("hard leading jet, value and scatter gradient", "hardLeading")
    print()
    for name, soft, hard in (("soft sort / hard sort", "softSort", "hardSort"),
                             ("soft sort / the JDK's sort", "softSort", "plainSort"),
                             ("soft / hard leading jet, L2", "softLeading", "hardLeading"),
                             ("soft / hard leading jet, entropic", "entropicLeading", "hardLeading")):
        print(f"{name}: {limen[soft] / limen[hard]:.2f}")


main(*sys.argv[1:])
