"""A step of dense stacks, value and gradient, in jitted JAX (whole batches, and scans over blocks of events) and in Limen, turn by turn.

stack.py ROUNDS COMMAND...: COMMAND starts Limen's side, which makes steps of the work that each line names and answers with wall and
processor seconds a step. A product of square matrices by JAX, measured in the same turns, stands for what the processor can do.
"""

import os
import platform
import statistics
import subprocess
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

jax.config.update("jax_enable_x64", True)
SQUARE = 1200
SMALL = (100_000, (10, 64, 64, 1), jnp.tanh, lambda z: z, (250, 500, 1000, 2000, 5000))
WIDE = (2000, (2, 1024, 1024, 1), jax.nn.relu, jax.nn.sigmoid, (500, 1000))
WORKS = {
    "small32": ("10-64-64-1, tanh, 1e5 events, 32 bits", np.float32, *SMALL),
    "small64": ("the same, 64 bits", np.float64, *SMALL),
    "wide32": ("2-1024-1024-1, 2000 events, 32 bits", np.float32, *WIDE),
    "wide64": ("the same, 64 bits", np.float64, *WIDE),
}


def scanned(step, block):
    """The step's value and gradient, added up block by block."""

    def run(parameters, x, target):
        blocks = (x.reshape(-1, block, x.shape[1]), target.reshape(-1, block))
        zero = (jnp.zeros((), x.dtype), jax.tree_util.tree_map(jnp.zeros_like, parameters))
        add = lambda sums, one: (jax.tree_util.tree_map(jnp.add, sums, step(parameters, *one)), None)
        return lax.scan(add, zero, blocks)[0]

    return run


def clock(function, *arguments):
    """Wall and processor seconds of a call."""
    cpu, start = time.process_time(), time.perf_counter()
    jax.block_until_ready(function(*arguments))
    return time.perf_counter() - start, time.process_time() - cpu


def candidates(dtype, events, widths, hidden, last, blocks):
    """The whole batch, the two best scans and a matrix product, compiled and warm: name to a call that is timed."""
    rng = np.random.default_rng(1)
    parameters = [
        (jnp.asarray(rng.normal(size=(a, b)) / np.sqrt(a), dtype), jnp.asarray(rng.normal(size=b) / np.sqrt(b), dtype))
        for a, b in zip(widths, widths[1:])
    ]
    x = jnp.asarray(rng.normal(size=(events, widths[0])), dtype)
    target = jnp.asarray(rng.normal(size=events), dtype)

    def loss(parameters, x, target):
        for weight, bias in parameters[:-1]:
            x = hidden(x @ weight + bias)
        weight, bias = parameters[-1]
        return jnp.sum((last(x @ weight + bias)[:, 0] - target) ** 2)

    step = jax.value_and_grad(loss)
    square = jnp.asarray(rng.normal(size=(SQUARE, SQUARE)), dtype)
    whole, product = jax.jit(step), jax.jit(lambda a: a @ a)
    calls = {"whole": lambda: clock(whole, parameters, x, target), "product": lambda: clock(product, square)}
    scans = {}
    for block in blocks:
        scan = jax.jit(scanned(step, block))
        scans[f"scan {block}"] = lambda scan=scan: clock(scan, parameters, x, target)
    for call in [*calls.values(), *scans.values()]:
        call()
    trial = {name: statistics.median(call()[0] for _ in range(3)) for name, call in scans.items()}
    for name in sorted(trial, key=trial.get)[:2]:
        calls[name] = scans[name]
    return calls


def operations(events, widths):
    """Additions and multiplications of the products: one each forwards, two backwards, x's own cotangent left out."""
    products = [a * b for a, b in zip(widths, widths[1:])]
    return 2 * events * (3 * sum(products) - products[0])


def main(rounds, command):
    limen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    rows = []
    for name in os.environ.get("WORKS", " ".join(WORKS)).split():
        text, *work = WORKS[name]
        calls = candidates(*work)

        def own():
            limen.stdin.write(name + "\n")
            limen.stdin.flush()
            return tuple(map(float, limen.stdout.readline().split()))

        calls = {"limen": own, **calls}
        own()
        times = {key: [] for key in calls}
        for _ in range(rounds):
            for key, call in calls.items():
                times[key].append(call())
        median = {key: statistics.median(t[0] for t in values) for key, values in times.items()}
        best = min((key for key in times if key.startswith("scan")), key=median.get)

        def ratio(key, which):
            return statistics.median(a[which] / b[which] for a, b in zip(times[key], times["limen"]))

        rate = 1e-9 * operations(*work[1:3]) / median["limen"]
        peak = 1e-9 * 2 * SQUARE**3 / median["product"]
        cells = [text, *(f"{1e3 * median[key]:.3g}" for key in ("limen", "whole")), f"{1e3 * median[best]:.3g} ({best[5:]})"]
        cells += [f"{ratio('whole', 0):.2f}", f"{ratio(best, 0):.2f}"]
        cells += [f"{ratio('whole', 1):.2f}", f"{ratio(best, 1):.2f}", f"{rate:.0f} of {peak:.0f}"]
        rows.append("| " + " | ".join(cells) + " |")
    limen.stdin.close()
    limen.wait()
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end, JAX {jax.__version__}; milliseconds a step,")
    print(f"value and gradient; medians of {rounds} turns and of their ratios. Made by `bench/stack`. The last column: GFLOP/s of the step's")
    print(f"products over its whole time, beside those of JAX's product of matrices of {SQUARE} x {SQUARE}.\n")
    print("| network | Limen | JAX, whole | JAX, best scan (block) | whole / Limen | scan / Limen | whole, CPU time | scan, CPU time | GFLOP/s |")
    print("|---|---|---|---|---|---|---|---|---|")
    print("\n".join(rows))


main(int(sys.argv[1]), sys.argv[2:])
