"""The work of StackBenchmark in jitted JAX, on all cores: whole batches, and scans over blocks of events. Prints seconds a call as JSON.

stack.py [SECONDS_EACH]
"""

import json
import statistics
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

jax.config.update("jax_enable_x64", True)
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
BLOCKS = (125, 250, 500, 1000, 2000, 5000)


def measure(function, *arguments):
    """The median time of calls that together take SECONDS, three at least, after two to compile and warm up."""
    for _ in range(2):
        jax.block_until_ready(function(*arguments))
    times = []
    end = time.perf_counter() + SECONDS
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        jax.block_until_ready(function(*arguments))
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def scanned(step, block):
    """The step's value and gradient, added up block by block."""

    def run(parameters, x, target):
        blocks = (x.reshape(-1, block, x.shape[1]), target.reshape(-1, block))
        zero = (jnp.zeros((), x.dtype), jax.tree_util.tree_map(jnp.zeros_like, parameters))
        add = lambda sums, one: (jax.tree_util.tree_map(jnp.add, sums, step(parameters, *one)), None)
        return lax.scan(add, zero, blocks)[0]

    return run


def network(dtype, events, widths, hidden, last, blocks):
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
    times = {"dense": measure(jax.jit(step), parameters, x, target)}
    scans = {block: measure(jax.jit(scanned(step, block)), parameters, x, target) for block in blocks}
    if scans:
        times["block"] = min(scans, key=scans.get)
        times["best"] = scans[times["block"]]
    return times


results = {"jax": jax.__version__}
for bits in (32, 64):
    dtype = f"float{bits}"
    results[f"stackSmall{bits}"] = network(dtype, 100_000, (10, 64, 64, 1), jnp.tanh, lambda z: z, BLOCKS)
    results[f"stackWide{bits}"] = network(dtype, 2000, (2, 1024, 1024, 1), jax.nn.relu, jax.nn.sigmoid, (500, 1000))
print(json.dumps(results))
