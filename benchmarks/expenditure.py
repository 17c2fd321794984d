"""Expenditure: where the money is, and what looks wrong."""

from benchmarks.expenditure_drill import DRILL
from benchmarks.expenditure_flags import FLAGS

BENCHMARKS = (*DRILL, *FLAGS)
