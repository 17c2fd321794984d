"""The peer of the pension figures: a vectorised model of modelx, built as lifelib's are, by months.

Deaths, retirement at 60, pay awards, increases, the pension and what it leaves to a spouse: less than ours counts.
modelx stands in an environment of its own, so the model is a text that is run there; it prints seconds and the most
memory held.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import NotMeasured

MANY, BLOCKS = 20_000, 3  # modelx keeps every month of every cell: a million at once would need 40 GB
PLACE = Path(tempfile.gettempdir()) / "khazana-modelx"

SCRIPT = """
import sys
import time

import modelx as mx
import numpy as np

many, blocks = int(sys.argv[1]), int(sys.argv[2])
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


def each(t):
    return pension(t) + family(t)


def year(y):
    return sum(each(t) for t in range(12 * y + 1, 12 * y + 13))


def paid(t):
    return each(t).sum()


def obligation():
    part = np.minimum(service0, 360) / np.minimum(np.maximum(service0 + 720 - age0, 1), 360)
    total = np.zeros(len(age0))
    for t in range(1, 961):
        total += each(t) * (1 + disc) ** (-t / 12)
    return (total * part).sum()


for formula in (living, increase, retires, pension, family, each, year, paid, obligation):
    space.new_cells(formula=formula)
begun = time.perf_counter()
if blocks:
    for _ in range(blocks):
        rows = np.stack([space.year(y) for y in range(100)], axis=1)
        space.clear_all()
else:
    total = space.obligation()
    flows = [space.paid(t) for t in range(1, 961)]
seconds = time.perf_counter() - begun
told = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0 kB"
print(seconds, int(told.split("VmHWM:")[1].split()[0]) / 1000)
"""


@dataclass(frozen=True)
class Told:
    """What the peer took."""

    seconds: float
    peak: float  # MB held at most


def aggregates() -> Told:
    """The obligation and 80 years of payments of MANY employees."""
    return _run(0)


def matrix() -> Told:
    """A hundred years of payments by member, MANY at a time, BLOCKS times."""
    return _run(BLOCKS)


def _run(blocks: int) -> Told:
    python = PLACE / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", PLACE], check=True, capture_output=True)
        found = subprocess.run([python, "-c", "import modelx, numpy"], capture_output=True, check=False)
        if found.returncode:
            install = [python, "-m", "pip", "install", "-q", "modelx", "numpy", "pandas"]
            subprocess.run(install, check=True, capture_output=True, timeout=900)
        words = [python, "-c", SCRIPT, str(MANY), str(blocks)]
        told = subprocess.run(words, check=True, capture_output=True, text=True, timeout=900)
    except (subprocess.SubprocessError, OSError) as reason:
        raise NotMeasured(f"modelx cannot be measured beside us: {reason}") from reason
    return Told(*(float(word) for word in told.stdout.split()[-2:]))
