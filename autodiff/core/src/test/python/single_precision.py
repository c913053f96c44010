"""Derives the coefficients of dev.limen.autodiff.math.SinglePrecision.

tanh(x) = x P(x^2) / Q(x^2) on [0, 8]: relative errors are fitted by least squares in Chebyshev nodes, whose weights grow where the error
is large until all its peaks are equal (Lawson's algorithm); coefficients are rounded to floats.

    pip install numpy; python3 single_precision.py
"""

import numpy as np

RANGE, DEGREE, NODES, STEPS = 8.0, 4, 4000, 300

x = ((1 - np.cos(np.linspace(0, np.pi, NODES))) / 2 * RANGE)[1:]
u = (x / RANGE) ** 2
tanh = np.tanh(x)
weight, denominator = np.ones_like(x), np.ones_like(x)
best = (np.inf, None, None)
for _ in range(STEPS):
    scale = np.sqrt(weight) / (tanh * denominator)
    columns = np.concatenate(
        [
            (x * scale)[:, None] * u[:, None] ** np.arange(DEGREE + 1),
            -(tanh * scale)[:, None] * u[:, None] ** np.arange(1, DEGREE + 1),
        ],
        axis=1,
    )
    size = np.linalg.norm(columns, axis=0)
    solution = np.linalg.lstsq(columns / size, tanh * scale, rcond=None)[0] / size
    p, q = solution[: DEGREE + 1], np.concatenate([[1], solution[DEGREE + 1 :]])
    denominator = np.polyval(q[::-1], u)
    error = np.abs(x * np.polyval(p[::-1], u) / denominator / tanh - 1)
    if error.max() < best[0]:
        best = (error.max(), p, q)
    weight *= error / error.max() + 1e-3
    weight /= weight.sum()

print(f"// relative error {best[0]:.2g}")
for name, coefficients in zip("PQ", best[1:]):
    for k, c in enumerate(coefficients / RANGE ** (2.0 * np.arange(DEGREE + 1))):
        print(f"TANH_{name}{k} = {float(np.float32(c)).hex()}f")
