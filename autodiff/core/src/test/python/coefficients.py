"""Derives the polynomial coefficients of dev.limen.autodiff.math.Coefficients.

Each polynomial interpolates its function in Chebyshev nodes at 60 digits; the coefficients are then rounded to doubles.
Printed beside each set: the largest relative error of the rounded polynomial times its share in the result.

    pip install mpmath; python3 coefficients.py
"""

from mpmath import mp, mpf, pi, cos, exp, log, sqrt, erf, erfc, polyval, loggamma, psi

mp.dps = 60


def interpolate(f, a, b, degree):
    """Coefficients, constant first, of the polynomial through f in the Chebyshev nodes of [a, b]."""
    nodes = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * (degree + 1))) for i in range(degree + 1)]
    divided = [f(x) for x in nodes]
    for j in range(1, degree + 1):
        for i in range(degree, j - 1, -1):
            divided[i] = (divided[i] - divided[i - 1]) / (nodes[i] - nodes[i - j])
    poly = [divided[degree]]
    for i in range(degree - 1, -1, -1):
        shifted = [mpf(0)] + poly
        for k, c in enumerate(poly):
            shifted[k] -= nodes[i] * c
        shifted[0] += divided[i]
        poly = shifted
    return poly


def report(name, f, a, b, degree, share):
    poly = [float(c) for c in interpolate(f, a, b, degree)]
    worst = mpf(0)
    for j in range(1500):
        x = a + (b - a) * (mpf(j) + mpf("0.37")) / 1500
        worst = max(worst, abs(polyval([mpf(c) for c in reversed(poly)], x) / f(x) - 1) * share(x))
    print(f"    // {name}: degree {degree} on [{mp.nstr(a, 5)}, {mp.nstr(b, 5)}], relative error {mp.nstr(worst, 2)}")
    for k, c in enumerate(poly):
        print(f"    public static final double {name}_{k} = {c.hex()};")


def split(x, bits):
    """x = high + low, high with that many leading bits."""
    m, e = mp.frexp(x)
    high = mpf(int(m * 2**bits)) / mpf(2) ** (bits - e)
    return float(high), float(x - high)


def exp_q(r):
    """(exp(r) - 1 - r) / r^2"""
    return (exp(r) - 1 - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


def log_p(z):
    """((log((1 + s) / (1 - s)) / s) - 2) / z for z = s^2"""
    if z < mpf(10) ** -15:
        return mpf(2) / 3 + 2 * z / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z


def mills(a):
    """exp(a^2 / 2) Phi(-a)"""
    if a > 1000:
        return (1 - 1 / a**2 + 3 / a**4 - 15 / a**6 + 105 / a**8) / (a * sqrt(2 * pi))
    return exp(a * a / 2) * erfc(a / sqrt(mpf(2))) / 2


def tail_g(t):
    """(a + 5) exp(a^2 / 2) Phi(-a) for t = (a - 5) / (a + 5)"""
    return (5 + 5 * (1 + t) / (1 - t)) * mills(5 * (1 + t) / (1 - t)) if t < 1 else 1 / sqrt(2 * pi)


def erf_p(z):
    """erf(x) / x for z = x^2"""
    return erf(sqrt(z)) / sqrt(z) if z > mpf(10) ** -30 else 2 / sqrt(pi)


def log_gamma_p(z):
    """log Gamma(2 + z) / z"""
    return loggamma(2 + z) / z if abs(z) > mpf(10) ** -25 else psi(0, 2)


high, low = split(log(mpf(2)), 42)
print(f"    LN2_HIGH = {high.hex()}; LN2_LOW = {low.hex()}; LOG2E = {float(1 / log(mpf(2))).hex()};")
print(f"    INV_SQRT_2PI = {float(1 / sqrt(2 * pi)).hex()}; SQRT_2 = {float(sqrt(mpf(2))).hex()};")
half = log(mpf(2)) / 2 * mpf("1.0001")
report("EXP", exp_q, -half, half, 9, lambda r: r * r * exp_q(r) / exp(r))
s = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) * mpf("1.0001")
report("LOG", log_p, mpf(0), s * s, 6, lambda z: z * log_p(z) / 2)
report("TAIL", tail_g, mpf(-1), mpf(1), 22, lambda t: 1)
report("ERF", erf_p, mpf(0), mpf(1) / 4, 8, lambda z: 1)
report("LOG_GAMMA", log_gamma_p, mpf(-1) / 2, mpf(1) / 2, 17, lambda z: 1)


def weighted_minimax(f, weight, points, degree):
    """Remez' exchange on given points: the largest weight(t) |p(t) - f(t)| is smallest."""
    values = [f(t) for t in points]
    weights = [weight(t) for t in points]
    count = degree + 2
    last = max(j for j, w in enumerate(weights) if w > mpf(10) ** -16)
    chosen = [round(i * last / (count - 1)) for i in range(count)]
    for _ in range(20):
        system = mp.matrix(count, count)
        right = mp.matrix(count, 1)
        for row, j in enumerate(chosen):
            for k in range(degree + 1):
                system[row, k] = points[j] ** k
            system[row, degree + 1] = (-1) ** row / weights[j]
            right[row] = values[j]
        solution = mp.lu_solve(system, right)
        poly = [solution[k] for k in range(degree + 1)]
        errors = [(polyval(poly[::-1], t) - v) * w for t, v, w in zip(points, values, weights)]
        if max(map(abs, errors)) < abs(solution[degree + 1]) * mpf("1.01"):
            break
        extrema = []
        for j, e in enumerate(errors):
            if extrema and (errors[extrema[-1]] > 0) == (e > 0):
                if abs(e) > abs(errors[extrema[-1]]):
                    extrema[-1] = j
            else:
                extrema.append(j)
        while len(extrema) > count:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < count:
            break
        chosen = extrema
    return [float(c) for c in poly]


def window_g(t):
    """(a + 4) exp(a^2 / 2) Phi(-a) for t = (a - 4) / (a + 4)"""
    return (4 + 4 * (1 + t) / (1 - t)) * mills(4 * (1 + t) / (1 - t))


def window_weight(t):
    """What an error of window_g does to Phi(-a)."""
    a = 4 * (1 + t) / (1 - t)
    return exp(-a * a / 2) / (a + 4)


end = mpf(6) / 14
grid = [-1 + (end + 1) * (1 - cos(pi * mpf(i) / 1200)) / 2 for i in range(1201)]
window = weighted_minimax(window_g, window_weight, grid, 13)
error = max(abs(polyval([mpf(c) for c in window[::-1]], t) - window_g(t)) * window_weight(t) for t in grid)
print(f"    // WINDOW: degree 13 on [-1.0, {mp.nstr(end, 5)}], absolute error of Phi {mp.nstr(error, 2)}")
for k, c in enumerate(window):
    print(f"    public static final double WINDOW_{k} = {c.hex()};")
for a in (10, 15, 20, 30, 37):
    t = mpf(a - 4) / (a + 4)
    print("    // extrapolated to", a, mp.nstr(polyval([mpf(c) for c in window[::-1]], t) / window_g(t), 4))
