"""All tests in two halves at once, one a processor; the report of the second half follows that of the first."""

import os
import subprocess
import sys
import tempfile

FIRST = ("data_loaders", "tests/data_loaders")  # about half of the time
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # of arithmetic: each half has a processor
COMPILED = "PYTHONDONTWRITEBYTECODE"  # set, every process that a test starts would compile pandas again


def main() -> int:
    """Run both halves; 0 when both are green."""
    pytest = [sys.executable, "-m", "pytest"]
    env = {name: value for name, value in (ONE_THREAD | os.environ).items() if name != COMPILED}
    with tempfile.TemporaryFile() as report:
        others = [f"--ignore={folder}" for folder in FIRST]
        words = [*pytest, "-p", "no:cacheprovider", *others]
        second = subprocess.Popen(words, env=env, stdout=report, stderr=subprocess.STDOUT)
        try:
            first = subprocess.call([*pytest, *FIRST], env=env)
            ended = second.wait()
        finally:
            second.kill()
        report.seek(0)
        print(report.read().decode(errors="replace"), end="")
    return first or ended


if __name__ == "__main__":
    sys.exit(main())
