"""Members made at random, and two life tables by Makeham's law."""

import numpy as np
import pytest

from models.life_table import LifeTable
from models.pension.members import Employees, Pensioners


def life_tables():
    """Men by nearly the illustrative table, women living longer."""
    return {
        "female": LifeTable.of_makeham(0.0004, 0.00004, 10**0.039, first=20, last=102),
        "male": LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=20, last=100),
    }


@pytest.fixture(scope="session")
def tables():
    """One pair of them for a session."""
    return life_tables()


def employees(count: int, seed: int, *, phases=range(12), oldest: int = 724) -> Employees:
    """Employees of every age and service, pay from under the minimum pensions to far over them."""
    rng = np.random.default_rng(seed)
    entry = rng.integers(200, 480, count)
    age = np.minimum(entry + rng.integers(0, 500, count), oldest)
    age = age - age % 12 + rng.choice(list(phases), count)
    service = np.maximum(age - entry, 0)
    return Employees(
        rng.integers(0, 2, count).astype(np.int8), age, service, rng.integers(9_000, 120_000, count).astype(float)
    )


def pensioners(count: int, seed: int) -> Pensioners:
    """Pensioners of each kind, some with a part given up."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 3, count).astype(np.int8)
    age = np.where(kind == 2, rng.integers(400, 719, count), rng.integers(500, 1180, count))
    left = np.where((kind == 0) & (age < 870), 870 - age, 0)
    return Pensioners(
        rng.integers(0, 2, count).astype(np.int8), age, kind, rng.integers(8_000, 90_000, count).astype(float),
        np.where(left > 0, rng.integers(1_000, 30_000, count), 0).astype(float), left,
    )  # fmt: skip
