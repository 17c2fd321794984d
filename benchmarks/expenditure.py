"""Expenditure: what looks wrong, and how fast it is found."""

from benchmarks.expenditure_flags import FLAGS

BENCHMARKS = FLAGS
