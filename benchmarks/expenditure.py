"""Expenditure: where the money is, where the year will end, and what looks wrong."""

from benchmarks.expenditure_drill import DRILL
from benchmarks.expenditure_flags import FLAGS
from benchmarks.expenditure_outturn import OUTTURN

BENCHMARKS = (*DRILL, *OUTTURN, *FLAGS)
