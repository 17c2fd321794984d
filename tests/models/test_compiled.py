"""Compiled functions are right after their source has changed, whatever was kept of the older one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = """
from typing import NamedTuple
from models.compiled import compiled

class {name}(NamedTuple):
    amount: float

@compiled
def doubled(given):
    return {times} * given.amount

print(doubled({name}(21.0)), sum(doubled.stats.cache_hits.values()))
"""


def test_what_was_kept_of_an_older_source_is_not_read(tmp_path):
    """Twice the same source, the second time read from what was kept; then the class and the arithmetic are others."""
    file, said = tmp_path / "kernel.py", []
    for at, (name, times) in enumerate((("First", 2), ("First", 2), ("Second", 3))):
        if not at or name == "Second":
            file.write_text(SOURCE.format(name=name, times=times))
        ran = subprocess.run(
            [sys.executable, "-c", "import kernel"], cwd=tmp_path, capture_output=True, text=True,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        said.append(ran.stdout.split())
    assert said == [["42.0", "0"], ["42.0", "1"], ["63.0", "0"]]
