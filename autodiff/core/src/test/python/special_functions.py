"""Writes special-functions.csv: reference values of dev.limen.autodiff.math, by mpmath at 50 digits or more.

Arguments are doubles and taken exactly; values are rounded once to a double.

    pip install mpmath; python3 special_functions.py > ../resources/dev/limen/autodiff/math/special-functions.csv
"""

import random

import mpmath
from mpmath import mp, mpf, exp, expm1, log, log1p, tanh, erf, erfc, sqrt, pi, psi, loggamma, findroot

mp.dps = 50
random.seed(20261121)


def spread(low, high, count):
    """Doubles between low and high, uniform."""
    return [random.uniform(low, high) for _ in range(count)]


def decades(low, high, count):
    """Doubles of both signs with magnitudes from 10^low to 10^high."""
    return [random.choice((-1, 1)) * 10 ** random.uniform(low, high) for _ in range(count)]


def phi(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def log_cdf(x):
    if x > 0:
        return log1p(-cdf(-x))
    if x > -1e3:
        return log(cdf(x))
    return -x * x / 2 - log(-x * sqrt(2 * pi)) + log1p(-1 / x**2 + 3 / x**4 - 15 / x**6)


def log_cdf_slope(x):
    if x > -1e3:
        return phi(x) / cdf(x)
    return -x / (1 - 1 / x**2 + 3 / x**4 - 15 / x**6)


def quantile(p):
    start = mpf(0) if abs(p - mpf(1) / 2) < 0.4 else (-sqrt(-2 * log(p)) if p < 0.5 else sqrt(-2 * log(1 - p)))
    if p < 0.5:
        return findroot(lambda x: log_cdf(x) - log(p), (start, start + mpf("0.3")))
    return -findroot(lambda x: log_cdf(x) - log(1 - p), (-start, -start + mpf("0.3")))


def quantile_of_log(y):
    if y > -0.6:
        return -quantile(-expm1(y))
    start = -sqrt(-2 * y) if y < -2 else mpf(-1)
    return findroot(lambda x: log_cdf(x) / y - 1, (start, start * mpf("0.97") + mpf("0.01")), tol=1e-40)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


CASES = {
    "exp": (exp, spread(-745, 709.7, 120) + spread(-2, 2, 60) + decades(-17, 0, 20)),
    "expm1": (expm1, spread(-45, 709.7, 60) + spread(-2, 2, 120) + decades(-300, 0, 40)),
    "tanh": (tanh, spread(-21, 21, 60) + spread(-1, 1, 100) + decades(-300, 0, 40)),
    "sigmoid": (sigmoid, spread(-745, 40, 60) + spread(-5, 5, 80) + decades(-17, 0, 20)),
    "softplus": (softplus, spread(-740, 100, 60) + spread(-5, 5, 80) + decades(-17, 0, 20)),
    "log": (log, [abs(x) for x in decades(-323, 308, 80)] + spread(0.4, 2, 120) + [5e-324, 1e-310, 1 + 2**-52, 1 - 2**-53]),
    "log1p": (log1p, spread(-0.999, 3, 120) + decades(-300, -1, 50) + [abs(x) for x in decades(0, 300, 30)] + [2**-53 - 1]),
    "erf": (erf, spread(-6, 6, 60) + spread(-1, 1, 100) + decades(-300, 0, 30)),
    "erfc": (erfc, spread(-6, 26.5, 120) + spread(-1, 1, 60) + decades(-17, 0, 20)),
    "density": (phi, spread(-38.4, 38.4, 80) + spread(-3, 3, 60)),
    "cdf": (cdf, spread(-37.6, 8, 100) + spread(-3, 3, 80) + decades(-17, 0, 20)),
    "logCdf": (log_cdf, spread(-40, 37, 100) + spread(-3, 3, 80) + decades(-17, 0, 20) + [-abs(x) for x in decades(1, 150, 40)] + [-1e10]),
    "logCdfSlope": (log_cdf_slope, spread(-40, 37, 100) + spread(-3, 3, 80) + decades(-17, 0, 20) + [-abs(x) for x in decades(1, 300, 40)] + [-1e10]),
    "quantile": (quantile, spread(0.01, 0.99, 80) + [abs(x) for x in decades(-300, -1, 60)] + [0.5 + x for x in decades(-15, -1.1, 30)]),
    "quantileOfLog": (quantile_of_log, spread(-0.69, -5, 40) + [-abs(x) for x in decades(0, 20, 60)] + [-abs(x) for x in decades(-15, -0.5, 30)]),
    "logGamma": (loggamma, [abs(x) for x in decades(-300, 300, 60)] + [abs(x) for x in decades(-3, 4, 100)] + spread(0.5, 3, 60) + [0.5, 3.0, 100.0]),
    "digamma": (lambda x: psi(0, x), [abs(x) for x in decades(-100, 100, 60)] + [abs(x) for x in decades(-3, 4, 100)] + spread(1, 2, 40)),
    "trigamma": (lambda x: psi(1, x), [abs(x) for x in decades(-100, 100, 60)] + [abs(x) for x in decades(-3, 4, 100)] + [1.0]),
}
for order in (2, 3, 4, 5, 8):
    CASES[f"polygamma{order}"] = (lambda x, order=order: psi(order, x), [abs(x) for x in decades(-20, 20, 20)] + [abs(x) for x in decades(-2, 3, 40)] + [1.0])

print(f"# function,argument,value; made by special_functions.py with mpmath {mpmath.__version__}")
for name, (function, arguments) in CASES.items():
    for x in sorted(float(x) for x in arguments):
        mp.dps = 60 if abs(x) > 1e-30 else 400
        print(f"{name},{x!r},{float(mpmath.re(function(mpf(x))))!r}")
