"""Puts the times of JMH and JAX side by side: table.py JMH.json ONE_CORE.json JAX.json."""

import json
import os
import platform
import sys

MILLISECONDS = {"ms/op": 1.0, "us/op": 1e-3, "ns/op": 1e-6, "s/op": 1e3}


def java(path):
    times = {}
    for entry in json.load(open(path)) if os.path.exists(path) else []:
        metric = entry["primaryMetric"]
        times[entry["benchmark"].rsplit(".", 1)[1]] = metric["score"] * MILLISECONDS[metric["scoreUnit"]]
    return times


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def main(all_path, one_core_path, jax_path):
    times = java(all_path)
    times.update({name + " (one core)": value for name, value in java(one_core_path).items()})
    peers = json.load(open(jax_path)) if os.path.exists(jax_path) and os.path.getsize(jax_path) else {}
    rows = {
        "histogram": "KDE histogram, 1e6 events, 50 bins, value and gradient by events and weights",
        "cutsToSignificance": "five cuts, two histograms, 1e6 events, Asimov significance, value and gradient by cuts",
        "cutsToLimit": "the same to the expected limit: fits, root and their gradient",
        "likelihood": "likelihood, 50 bins, 5 samples, 30 nuisances, value and gradient",
        "fit": "its free fit, MaximumLikelihood.free",
        "offshellLikelihood": "likelihood of 328 parameters, value and gradient",
        "offshellFit": "its free fit",
        "offshellFit (one core)": "the same on one core",
        "offshellCls": "its CLs and bands at one signal strength, compiled program",
        "offshellCls (one core)": "the same on one core",
        "offshellClsCall": "the same by Cls.of",
        "offshellClsCall (one core)": "the same by Cls.of on one core",
        "offshellLimit": "its observed and expected limits, UpperLimit.of",
        "offshellLimit (one core)": "the same on one core",
    }
    load = os.getloadavg()[0]
    print("# Times\n")
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {load:.1f} at the end, JAX {peers.get('jax', 'not run')}.")
    print("Made by `bench/run`. Milliseconds a call, after warm-up; JAX jitted, 64-bit, on all cores. Best JAX: a scan over edges, rematerialised.\n")
    print("| work | Limen | JAX, dense | JAX, best | dense / Limen | best / Limen |")
    print("|---|---|---|---|---|---|")
    for name, text in rows.items():
        if name not in times:
            continue
        peer = peers.get(name, {})
        dense, best = (1e3 * peer[key] if key in peer else None for key in ("dense", "best"))
        cells = [number(times[name])]
        cells += [number(value) if value else "" for value in (dense, best)]
        cells += [f"{value / times[name]:.1f}" if value else "" for value in (dense, best)]
        print(f"| {text} | " + " | ".join(cells) + " |")


main(*sys.argv[1:])
