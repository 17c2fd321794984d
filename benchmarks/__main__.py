"""`python -m benchmarks [GROUP]` measures all groups or one, and writes results.json and RESULTS.md."""

import sys

from benchmarks import figures

sys.exit(figures.main(sys.argv[1:]))
