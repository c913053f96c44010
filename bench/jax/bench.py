"""The work of the JMH benchmarks in jitted JAX, 64-bit, all cores. Prints seconds a call as JSON."""

import json
import statistics
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.scipy.special import erf, gammaln, ndtr

jax.config.update("jax_enable_x64", True)
EVENTS = 1_000_000
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0


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


def dense(x, w, edges, h):
    """Every event at every edge."""
    below = ndtr((edges[:, None] - x) / h) @ w
    return below[1:] - below[:-1]


def scanned(x, w, edges, h):
    """The best formulation found: edge by edge, computed again in the reverse pass; erf has no branches, unlike ndtr."""

    @jax.checkpoint
    def one(edge):
        return jnp.sum(w * (0.5 + 0.5 * erf((edge - x) / (h * np.sqrt(2)))))

    _, below = lax.scan(lambda carry, edge: (carry, one(edge)), 0.0, edges)
    return below[1:] - below[:-1]


def histogram(formula):
    rng = np.random.default_rng(1)
    bins = 50
    edges = jnp.linspace(0, 1, bins + 1)
    cotangent = jnp.asarray(rng.normal(size=bins))

    def value(x, w):
        contents = formula(x, w, edges, 0.3 / bins)
        return jnp.sum(cotangent * contents), contents

    run = jax.jit(jax.value_and_grad(value, argnums=(0, 1), has_aux=True))
    return measure(run, jnp.asarray(rng.uniform(size=EVENTS)), jnp.asarray(rng.uniform(size=EVENTS)))


def cuts_to_significance(formula):
    rng = np.random.default_rng(2)
    bins = 20
    edges = jnp.linspace(0, 1, bins + 1)
    half = EVENTS // 2

    def value(thresholds, columns, masses):
        contents = []
        for k, weight in enumerate((2e-4, 4e-3)):
            accepted = jnp.prod(jax.nn.sigmoid((columns[k] - thresholds[:, None]) / 0.05), axis=0)
            contents.append(formula(masses[k], weight * accepted, edges, 0.3 / bins))
        s, b = contents
        return jnp.sqrt(2 * jnp.sum((s + b) * jnp.log((s + b) / b) - s))

    run = jax.jit(jax.value_and_grad(value))
    columns = jnp.asarray(rng.uniform(size=(2, 5, half)))
    return measure(run, jnp.full(5, 0.2), columns, jnp.asarray(rng.uniform(size=(2, half))))


def likelihood():
    rng = np.random.default_rng(3)
    bins, backgrounds, nuisances = 50, 4, 30
    signal = jnp.asarray(2 * rng.uniform(size=bins) + 0.5)
    background = jnp.asarray(20 * rng.uniform(size=(backgrounds, bins)) + 5)
    observed = background.sum(axis=0)
    low = jnp.full((backgrounds, nuisances), 0.97)
    high = jnp.full((backgrounds, nuisances), 1.02)
    # Interpolation code 4: a polynomial within |alpha| = 1 that meets the exponentials with two derivatives.
    log_high, log_low = jnp.log(high), jnp.log(low)
    right = jnp.stack([high - 1, low - 1, high * log_high, -low * log_low, high * log_high**2, low * log_low**2])
    powers = np.arange(1, 7)
    matrix = np.array(
        [np.ones(6), (-1.0) ** powers, powers, powers * (-1.0) ** (powers - 1), powers * (powers - 1), powers * (powers - 1) * (-1.0) ** powers]
    )
    coefficients = jnp.einsum("ij,j...->i...", jnp.asarray(np.linalg.inv(matrix)), right)

    def log_likelihood(theta):
        mu, alpha = theta[0], theta[1:]
        inside = 1 + sum(coefficients[k] * alpha ** (k + 1) for k in range(6))
        outside = jnp.where(alpha > 0, jnp.exp(alpha * log_high), jnp.exp(-alpha * log_low))
        factors = jnp.prod(jnp.where(jnp.abs(alpha) < 1, inside, outside), axis=1)
        rates = mu * signal + factors @ background
        main = jnp.sum(observed * jnp.log(rates) - rates - gammaln(observed + 1))
        return main - 0.5 * jnp.sum(alpha**2 + jnp.log(2 * jnp.pi))

    return measure(jax.jit(jax.value_and_grad(log_likelihood)), jnp.asarray(rng.uniform(size=nuisances + 1)))


print(
    json.dumps(
        {
            "jax": jax.__version__,
            "histogram": {"dense": histogram(dense), "best": histogram(scanned)},
            "cutsToSignificance": {"dense": cuts_to_significance(dense), "best": cuts_to_significance(scanned)},
            "likelihood": {"dense": likelihood()},
        }
    )
)
