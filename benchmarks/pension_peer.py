"""The peer of the pension figures: a vectorised model of modelx, built as lifelib's are, by months; prints seconds.

Deaths, retirement at 60, pay awards, increases, the pension and what it leaves to a spouse: less than ours counts.
modelx stands in an environment of its own, so the model is a text that is run there.
"""

SCRIPT = """
import sys
import time

import modelx as mx
import numpy as np

many = int(sys.argv[1])
rng = np.random.default_rng(1)
entry = rng.integers(216, 420, many)
space = mx.new_model().new_space("Pension")
space.age0 = np.maximum(np.minimum(entry + rng.integers(0, 500, many), 719), entry)
space.service0, space.pay0, space.np = space.age0 - entry, np.round(rng.lognormal(10.6, 0.5, many)), np
force = 0.0007 + 0.00005 * 10 ** (0.04 * np.arange(140))
space.q, space.disc = 1 - np.exp(-np.repeat(force, 12) / 12), 0.12


def living(t):
    if t == 0:
        return np.ones(len(age0))
    return living(t - 1) * (1 - q[np.minimum(age0 + t - 1, 1679)])


def increase(t):
    return 1.07 if t % 12 == 1 else 1.0


def retires(t):
    return (age0 + t == 720) * living(t) * pay0 * 1.08 ** (1 + (t - 1) // 12) * 1.02 ** (t / 12)


def pension(t):
    if t == 0:
        return np.zeros(len(age0))
    new = retires(t) * np.minimum(service0 + t, 360) / 12 * 7 / 300
    survived = living(t) / np.maximum(living(t - 1), 1e-300)
    return pension(t - 1) * increase(t) * survived + new


def family(t):
    if t == 0:
        return np.zeros(len(age0))
    dying = pension(t - 1) * q[np.minimum(age0 + t - 1, 1679)]
    return family(t - 1) * increase(t) * (1 - q[np.minimum(np.maximum(age0 - 48 + t - 1, 0), 1679)]) + 0.64 * dying


def paid(t):
    return (pension(t) + family(t)).sum()


def obligation():
    part = np.minimum(service0, 360) / np.minimum(np.maximum(service0 + 720 - age0, 1), 360)
    total = np.zeros(len(age0))
    for t in range(1, 961):
        total += (pension(t) + family(t)) * (1 + disc) ** (-t / 12)
    return (total * part).sum()


for each in (living, increase, retires, pension, family, paid, obligation):
    space.new_cells(formula=each)
begun = time.perf_counter()
total = space.obligation()
flows = [space.paid(t) for t in range(1, 961)]
print(time.perf_counter() - begun)
"""
