"""Forecast: `python -m benchmarks.forecast TASKS.jsonl[.gz] [--grade quick|full]`, and the figures of its group."""

from __future__ import annotations

import sys

from benchmarks import forecast_tasks

if __name__ == "__main__":
    sys.exit(forecast_tasks.main(sys.argv[1:]))
