"""One training step of neos's three blobs, in jitted JAX and in Limen, turn by turn in one run.

blobs.py ROUNDS COMMAND...: COMMAND starts Limen's side, which makes a step for each line it reads and answers with its wall and
processor seconds.

The step (N. Simpson and L. Heinrich, arXiv:2203.05570): 2000 events of each of four samples through a network 2-1024-1024-1
(relu, sigmoid) in 64-bit, four kernel-density histograms whose three inner edges are trained, too, a HistFactory model with one
histosys, the expected CLs of its profile-likelihood ratio, the gradient, and Adam's update. The fit is Newton's method on the one
nuisance parameter; it is a minimum, so no derivative goes through it.
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
from jax.scipy.special import gammaln, log_ndtr, ndtr

jax.config.update("jax_enable_x64", True)
BATCH, WIDTH, BANDWIDTH, RATE = 2000, 1024, 0.09, 1e-3
WARM_UP = 5
CENTRES = {"signal": (-1, 1), "background": (1, -1), "down": (-2.5, -1.5), "up": (2.5, 2)}


def network(weights, x):
    for w, b in weights[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = weights[-1]
    return jax.nn.sigmoid(x @ w + b)[:, 0]


def shift(alpha, low, nominal, high):
    """Interpolation code 4p."""
    s, a = (high - low) / 2, (high + low - 2 * nominal) / 16
    inside = alpha * (s + alpha * a * (15 + alpha**2 * (-10 + 3 * alpha**2)))
    return jnp.where(alpha > 1, alpha * (high - nominal), jnp.where(alpha < -1, alpha * (nominal - low), inside))


def nll(alpha, mu, counts, hists):
    rates = mu * hists["signal"] + hists["background"] + shift(alpha, hists["down"], hists["background"], hists["up"])
    return jnp.sum(rates - counts * jnp.log(rates) + gammaln(counts + 1)) + 0.5 * (alpha**2 + jnp.log(2 * jnp.pi))


def fitted(counts, hists):
    slope, curvature = jax.grad(nll), jax.grad(jax.grad(nll))

    def step(state):
        alpha, _, n = state
        change = slope(alpha, 1.0, counts, hists) / jnp.maximum(curvature(alpha, 1.0, counts, hists), 0.1)
        return jnp.clip(alpha - change, -5, 5), change, n + 1

    going = lambda state: (jnp.abs(state[1]) > 1e-9) & (state[2] < 50)
    return jax.lax.while_loop(going, step, (0.0, 1.0, 0))[0]


def objective(parameters, events):
    inner = parameters["edges"]
    edges = jnp.concatenate([jnp.zeros(1), inner, jnp.ones(1)])
    hists = {}
    for name, x in events.items():
        below = jnp.mean(ndtr((edges[:, None] - network(parameters["network"], x)) / BANDWIDTH), axis=1)
        hists[name] = (20 if name == "signal" else 100) * (below[1:] - below[:-1]) + 1e-3
    counts = hists["background"]
    frozen = jax.lax.stop_gradient(hists)
    alpha = fitted(frozen["background"], frozen)
    q = 2 * (nll(alpha, 1.0, counts, hists) - nll(0.0, 0.0, counts, hists))
    return log_ndtr(-jnp.sqrt(q)) - jnp.log(0.5)


@jax.jit
def step(parameters, mean, square, t, events):
    value, gradient = jax.value_and_grad(objective)(parameters, events)
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, square, gradient)
    moved = lambda p, m, v: p - RATE * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return jax.tree.map(moved, parameters, mean, square), mean, square, value


def start():
    random = np.random.default_rng(0)
    shapes = [(2, WIDTH), (WIDTH, WIDTH), (WIDTH, 1)]
    layers = [(jnp.asarray(random.normal(size=s) * np.sqrt(2 / sum(s))), jnp.zeros(s[1])) for s in shapes]
    parameters = {"network": layers, "edges": jnp.array([0.25, 0.5, 0.75])}
    events = {name: jnp.asarray(centre + random.normal(size=(BATCH, 2))) for name, centre in CENTRES.items()}
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return parameters, zeros, zeros, events


def main(rounds, command):
    parameters, mean, square, events = start()
    limen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    times = {"jax": [], "limen": []}
    for t in range(1, rounds + 1 + WARM_UP):
        cpu, begin = time.process_time(), time.perf_counter()
        parameters, mean, square, value = step(parameters, mean, square, float(t), events)
        jax.block_until_ready(parameters)
        own = time.perf_counter() - begin, time.process_time() - cpu
        limen.stdin.write("\n")
        limen.stdin.flush()
        other = tuple(map(float, limen.stdout.readline().split()))
        if t > WARM_UP:
            times["jax"].append(own)
            times["limen"].append(other)
    limen.stdin.close()
    last = limen.stdout.read().strip()
    limen.wait()
    wall, cpu = (sorted(a[k] / b[k] for a, b in zip(times["limen"], times["jax"])) for k in (0, 1))
    median = {name: 1e3 * statistics.median(t[0] for t in values) for name, values in times.items()}
    quartiles = f"{wall[len(wall) // 4]:.2f} to {wall[3 * len(wall) // 4]:.2f}"
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end, JAX {jax.__version__}; milliseconds, medians of")
    print(f"{rounds} steps each by turns, and of the ratios of pairs. Made by `bench/blobs`. log CLs in the end: {float(last):.4g}, JAX {float(value):.4g}.\n")
    print("| training step | Limen | JAX | Limen / JAX | quartiles | by processor time |\n|---|---|---|---|---|---|")
    print("| three blobs of neos, 2-1024-1024-1, 4 x 2000 events, 64 bits"
          f" | {median['limen']:.4g} | {median['jax']:.4g} | {statistics.median(wall):.2f} | {quartiles} | {statistics.median(cpu):.2f} |")


main(int(sys.argv[1]), sys.argv[2:])
